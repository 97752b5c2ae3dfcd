package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that exists can be reached. */
class SubcommandsTest {
    @Test
    void everyCommandIsASubcommandOfSluice() {
        Set<String> existing = new TreeSet<>();
        for (JavaClass type :
                new ClassFileImporter().importPath(Path.of("../engine/cli/target/classes/dev/sluice/cli"))) {
            if (type.isAnnotatedWith(Command.class)) {
                existing.add(type.getName());
            }
        }
        Set<String> reachable = new TreeSet<>();
        collect(new CommandLine(new SluiceCommand()), reachable);

        assertThat(existing).isNotEmpty().isEqualTo(reachable);
    }

    private static void collect(CommandLine line, Set<String> reachable) {
        reachable.add(line.getCommandSpec().userObject().getClass().getName());
        line.getSubcommands().values().forEach(each -> collect(each, reachable));
    }
}
