package dev.sluice.cli;

import dev.sluice.family.ModuleRegistry;
import dev.sluice.reference.ModuleReference;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice doc}: the reference of modules. */
@Command(name = "doc", mixinStandardHelpOptions = true, description = "Lists the modules, or describes one.")
final class DocCommand implements Callable<Integer> {
    private static final int WIDTH = 100;

    @Parameters(arity = "0..1", paramLabel = "MODULE", description = "The module to describe.")
    @Nullable
    String module;

    @Mixin
    ModuleArguments modules = new ModuleArguments();

    @Override
    public Integer call() {
        ModuleRegistry registry = modules.registry();
        ModuleReference reference = ModuleReference.of(registry.families());
        if (module == null) {
            System.out.print(reference.overview());
            return ExitCode.OK;
        }
        String name = module;
        Optional<String> text = registry.find(name).flatMap(found -> reference.text(found.name(), WIDTH));
        if (text.isEmpty()) {
            throw new UsageException(
                    "unknown module '" + name + "'. " + registry.didYouMean(name) + " 'sluice doc' lists them.");
        }
        System.out.print(text.get());
        return ExitCode.OK;
    }
}
