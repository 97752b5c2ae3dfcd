package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice}: says what there is. */
@Command(
        name = "sluice",
        description = "Checks and applies runbooks. A check predicts each task on top of the tasks before it.",
        mixinStandardHelpOptions = true,
        versionProvider = SluiceCommand.Version.class,
        subcommands = {
            CheckCommand.class,
            ApplyCommand.class,
            FactsCommand.class,
            GraphCommand.class,
            InventoryCommand.class,
            DocCommand.class
        })
final class SluiceCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        Objects.requireNonNull(spec)
                .commandLine()
                .usage(Objects.requireNonNull(spec).commandLine().getOut());
    }

    /** The version that the build wrote down. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "sluice " + text() + " (Java " + Runtime.version().feature() + ")"
            };
        }

        static String text() {
            Properties properties = new Properties();
            try (InputStream stream = SluiceCommand.class.getResourceAsStream("/dev/sluice/version.properties")) {
                if (stream != null) {
                    properties.load(stream);
                }
            } catch (IOException unreadable) {
                return "unknown";
            }
            return properties.getProperty("version", "unknown");
        }
    }
}
