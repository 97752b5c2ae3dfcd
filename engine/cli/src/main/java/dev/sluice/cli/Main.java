package dev.sluice.cli;

import picocli.CommandLine;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
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
