package dev.sluice.inventory;

import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.value.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON file of variables: group_vars, host_vars, vars_files. It may be encrypted as a whole; its texts are then
 * secrets, except templates, which only say where a value comes from.
 */
public final class VariableFile {
    private VariableFile() {}

    /**
     * Reads a file.
     *
     * @param name how the user knows it
     * @return its variables; none if it is empty or a problem was reported
     */
    public static Map<String, Variable> read(Path file, String name, VaultDecryption vault, Diagnostics diagnostics) {
        Optional<SourceFile> source = SourceFile.read(file, name, diagnostics);
        return source.isEmpty() ? Map.of() : read(source.get(), vault, diagnostics);
    }

    /** As {@link #read(Path, String, VaultDecryption, Diagnostics)}, from a text. */
    public static Map<String, Variable> read(SourceFile source, VaultDecryption vault, Diagnostics diagnostics) {
        return VaultDecryption.isEncrypted(source.text())
                ? encrypted(source, vault, diagnostics)
                : clear(source, diagnostics);
    }

    private static Map<String, Variable> clear(SourceFile source, Diagnostics diagnostics) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        Node document = YamlReader.document(source, diagnostics).orElse(null);
        if (document instanceof Node.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> variables.put(
                            entry.key().text(),
                            new Variable(Values.of(entry.value()), entry.value().span())));
        } else if (document != null) {
            diagnostics.error(document.span(), "a variables file must be a mapping", "write one 'name: value' a line");
        }
        return variables;
    }

    private static Map<String, Variable> encrypted(SourceFile source, VaultDecryption vault, Diagnostics diagnostics) {
        Span header = new Span(source, 0, source.lineText(1).length());
        String text;
        try {
            text = vault.decrypt(source.text().strip()).value().toString();
        } catch (VaultException closed) {
            diagnostics.error(header, String.valueOf(closed.getMessage()), closed.hint());
            return Map.of();
        }
        Diagnostics inside = new Diagnostics();
        Map<String, Variable> variables = new LinkedHashMap<>();
        clear(new SourceFile(source.name(), text), inside)
                .forEach((name, variable) ->
                        variables.put(name, new Variable(secret(variable.value(), vault::announced), null)));
        for (Diagnostic each : inside.entries()) {
            // Neither the line nor words from it may be shown: it is the clear text.
            int line = each.span() == null ? 1 : each.span().line();
            diagnostics.error(
                    header,
                    "line " + line + " of the decrypted text is not valid YAML",
                    "open it with 'ansible-vault edit' and correct that line");
        }
        return variables;
    }

    /**
     * The variables of a decrypted file; its texts are secrets.
     *
     * @param name how the user knows the file
     * @param announce is told every secret
     * @throws VaultException if it is not a file of variables; the message does not quote it
     */
    public static Map<String, @Nullable Object> secrets(String name, String text, Consumer<Secret> announce) {
        Diagnostics inside = new Diagnostics();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        clear(new SourceFile(name, text), inside)
                .forEach((key, variable) -> values.put(key, secret(variable.value(), secret -> {
                    announce.accept(secret);
                    return secret;
                })));
        if (inside.hasErrors()) {
            throw new VaultException(
                    "the decrypted text of " + name + " is not a variables file",
                    "open it with 'ansible-vault edit' and correct it");
        }
        return values;
    }

    private static @Nullable Object secret(@Nullable Object value, UnaryOperator<Secret> announced) {
        if (value instanceof String text && !text.isEmpty() && !text.contains("{{") && !text.contains("{%")) {
            return announced.apply(new Secret(text));
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(secret(item, announced)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(String.valueOf(key), secret(each, announced)));
            return entries;
        }
        return value;
    }
}
