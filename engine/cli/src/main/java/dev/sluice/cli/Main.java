package dev.sluice.cli;

import dev.sluice.overlay.Breakdown;
import dev.sluice.spi.TaskFailure;
import picocli.CommandLine;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        int code;
        try {
            code = run(arguments);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            TaskFailure failure = Breakdown.failure(exhausted);
            System.err.println("sluice: " + failure.getMessage() + "; " + failure.hint());
            code = ExitCode.ERROR;
        }
        System.exit(code);
    }

    /** Runs a command; its exit code. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new SluiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof UsageException usage) {
                        command.getErr().println("sluice: " + usage.getMessage());
                        return ExitCode.ERROR;
                    }
                    throw exception;
                })
                .setParameterExceptionHandler((exception, all) -> {
                    exception.getCommandLine().getErr().println("sluice: " + exception.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(
                            exception, exception.getCommandLine().getErr());
                    exception
                            .getCommandLine()
                            .getErr()
                            .println("Try '"
                                    + exception
                                            .getCommandLine()
                                            .getCommandSpec()
                                            .qualifiedName() + " --help'.");
                    return ExitCode.ERROR;
                });
        return line.execute(arguments);
    }
}
