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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON file of variables: group_vars, host_vars, vars_files. It may be encrypted as a whole; all its values are
 * then secrets ({@link VaultedValues}).
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
                .forEach((name, variable) -> variables.put(
                        name, new Variable(VaultedValues.of(name, variable.value(), header, vault::announced), null)));
        report(inside, header, diagnostics);
        return variables;
    }

    /** Reports problems of a decrypted text: neither its lines nor words from them are shown. */
    static void report(Diagnostics inside, Span header, Diagnostics diagnostics) {
        for (Diagnostic each : inside.entries()) {
            int line = each.span() == null ? 1 : each.span().line();
            diagnostics.error(
                    header,
                    "line " + line + " of the decrypted text is not valid",
                    "open it with 'ansible-vault edit' and correct that line");
        }
    }

    /**
     * The variables of a decrypted file; its texts are secrets.
     *
     * @param file the encrypted file
     * @param announce is told every secret
     * @throws VaultException if it is not a file of variables; the message does not quote it
     */
    public static Map<String, @Nullable Object> secrets(SourceFile file, String text, Consumer<Secret> announce) {
        Diagnostics inside = new Diagnostics();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Span header = new Span(file, 0, file.lineText(1).length());
        clear(new SourceFile(file.name(), text), inside)
                .forEach((key, variable) -> values.put(key, VaultedValues.of(key, variable.value(), header, announce)));
        if (inside.hasErrors()) {
            throw new VaultException(
                    "the decrypted text of " + file.name() + " is not a variables file",
                    "open it with 'ansible-vault edit' and correct it");
        }
        return values;
    }
}
