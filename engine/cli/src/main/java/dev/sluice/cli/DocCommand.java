package dev.sluice.cli;

import dev.sluice.plan.ModuleRegistry;
import dev.sluice.reference.ModuleReference;
import dev.sluice.spi.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice doc}: the reference of modules. */
@Command(name = "doc", mixinStandardHelpOptions = true, description = "Lists the modules, or explains one.")
final class DocCommand implements Callable<Integer> {
    private static final int WIDTH = 100;

    @Parameters(arity = "0..1", paramLabel = "MODULE", description = "The module to explain.")
    @Nullable
    String module;

    @Override
    public Integer call() {
        List<Family> families = new ArrayList<>();
        ServiceLoader.load(Family.class).forEach(families::add);
        ModuleReference reference = ModuleReference.of(families);
        if (module == null) {
            System.out.print(reference.overview());
            return ExitCode.OK;
        }
        String name = module;
        Optional<String> text = reference.text(name, WIDTH);
        if (text.isEmpty()) {
            throw new UsageException("there is no module '" + name + "'. "
                    + new ModuleRegistry(families).didYouMean(name) + " 'sluice doc' lists them.");
        }
        System.out.print(text.get());
        return ExitCode.OK;
    }
}
