package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.inventory.Inventory;
import dev.sluice.inventory.InventoryLoader;
import dev.sluice.inventory.VaultDecryption;
import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice inventory}: what an inventory says, as {@code ansible-inventory} tells it, without its secrets. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Shows the hosts, groups and variables of an inventory, secrets left out.")
final class InventoryCommand implements Callable<Integer> {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            required = true,
            description = "Inventory file or directory, or a list of hosts with a comma in it.")
    List<String> inventories = new ArrayList<>();

    @Mixin
    VaultArguments vault = new VaultArguments();

    @ArgGroup(multiplicity = "0..1")
    View view = new View();

    /** What is shown; the graph if nothing is said. */
    static final class View {
        @Option(names = "--list", description = "Groups, hosts and the variables of every host, as JSON.")
        boolean list;

        @Option(names = "--graph", description = "Groups and hosts as a tree (default).")
        boolean graph;

        @Option(names = "--host", paramLabel = "HOST", description = "The variables of one host, as JSON.")
        @Nullable
        String host;
    }

    @Override
    public Integer call() {
        Diagnostics diagnostics = new Diagnostics();
        Inventory inventory = load(diagnostics);
        if (!diagnostics.entries().isEmpty()) {
            System.err.print(new DiagnosticRenderer(false, text -> text).render(diagnostics.entries()));
        }
        if (diagnostics.hasErrors()) {
            return ExitCode.ERROR;
        }
        System.out.print(shown(new InventoryView(inventory), inventory));
        System.out.flush();
        return ExitCode.OK;
    }

    private Inventory load(Diagnostics diagnostics) {
        VaultDecryption decryption = new VaultDecryption(vault.read(diagnostics, password -> {}));
        return new InventoryLoader(Path.of("").toAbsolutePath(), decryption, diagnostics).load(inventories, null);
    }

    private String shown(InventoryView shown, Inventory inventory) {
        String host = view.host;
        if (host != null) {
            if (!inventory.contains(host) && !inventory.isImplicitLocalhost(host)) {
                throw new UsageException("unknown host '" + host + "' in the inventory; "
                        + Suggestions.didYouMean(host, inventory.hosts()));
            }
            return json(shown.variables(host));
        }
        return view.list ? json(shown.list()) : shown.graph();
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
