package dev.sluice.inventory;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an inventory script: {@code --list} prints groups as JSON, with {@code _meta.hostvars} for the hosts' variables;
 * without {@code _meta}, {@code --host NAME} prints those of one host ("Developing dynamic inventory" in Ansible's
 * documentation).
 */
final class ScriptInventory {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path script;
    private final String name;
    private final InventoryBuilder builder;
    private final Diagnostics diagnostics;

    private ScriptInventory(Path script, String name, InventoryBuilder builder) {
        this.script = script;
        this.name = name;
        this.builder = builder;
        this.diagnostics = builder.diagnostics();
    }

    static void read(Path script, String name, InventoryBuilder builder) {
        new ScriptInventory(script, name, builder).readList();
    }

    private void readList() {
        Object listed = run(List.of("--list")).orElse(null);
        if (!(listed instanceof Map<?, ?> groups)) {
            if (listed != null) {
                complain("must print a JSON object of groups");
            }
            return;
        }
        for (Map.Entry<?, ?> entry : groups.entrySet()) {
            String group = String.valueOf(entry.getKey());
            if (!group.equals("_meta")) {
                group(group, entry.getValue());
            }
        }
        if (groups.get("_meta") instanceof Map<?, ?> meta && meta.get("hostvars") instanceof Map<?, ?> hosts) {
            hosts.forEach((host, variables) -> hostVariables(String.valueOf(host), variables));
        } else {
            builder.hostNames()
                    .forEach(host ->
                            run(List.of("--host", host)).ifPresent(variables -> hostVariables(host, variables)));
        }
    }

    private void group(String group, @Nullable Object content) {
        builder.group(group);
        if (content instanceof List<?> hosts) {
            hosts.forEach(host -> builder.host(group, String.valueOf(host)));
        } else if (content instanceof Map<?, ?> parts) {
            if (parts.get("hosts") instanceof List<?> hosts) {
                hosts.forEach(host -> builder.host(group, String.valueOf(host)));
            }
            if (parts.get("children") instanceof List<?> children) {
                children.forEach(child -> builder.child(group, String.valueOf(child), null));
            }
            if (parts.get("vars") instanceof Map<?, ?> variables) {
                variables.forEach(
                        (key, value) -> builder.groupVariable(group, String.valueOf(key), new Variable(value, null)));
            }
        } else {
            complain("printed a group '" + group + "' that is neither a list nor an object");
        }
    }

    private void hostVariables(String host, @Nullable Object variables) {
        if (variables instanceof Map<?, ?> map) {
            map.forEach((key, value) -> builder.hostVariable(host, String.valueOf(key), new Variable(value, null)));
        }
    }

    private Optional<Object> run(List<String> arguments) {
        Path program = script.toAbsolutePath();
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            byte[] output = ExternalProgram.run(command, Objects.requireNonNull(program.getParent()), DEADLINE);
            Diagnostics problems = new Diagnostics();
            Optional<Node> node =
                    SourceFile.decode(output, name, problems).flatMap(text -> YamlReader.document(text, problems));
            if (problems.hasErrors()) {
                complain("did not print JSON: " + problems.entries().get(0).message());
                return Optional.empty();
            }
            return node.map(Values::of);
        } catch (ExternalProgram.FailedException failed) {
            complain("failed with " + String.join(" ", arguments) + ": " + failed.getMessage());
            return Optional.empty();
        }
    }

    private void complain(String what) {
        diagnostics.error(
                null,
                "the inventory script '" + name + "' " + what,
                "run it by hand with --list; if it is not a script, remove its execute permission");
    }
}
