package dev.sluice.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a YAML file of variables, edited in place: what a person wrote, comments and order, stays as it is.
 *
 * @param name how the user knows the file
 */
record SecretDocument(String name, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The variables.
     *
     * @throws VaultException if the text is no mapping; the message quotes nothing of it
     */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapping()
                .ifPresent(mapping -> mapping.entries()
                        .forEach(entry -> values.put(entry.key().text(), Values.of(entry.value(), Node.Scalar::text))));
        return values;
    }

    private Optional<Node.Mapping> mapping() {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Node> document = YamlReader.document(new SourceFile(name, text), diagnostics);
        if (diagnostics.hasErrors() || document.filter(this::isForeign).isPresent()) {
            throw new VaultException(name + " is not a YAML variables file", "write one 'name: value' a line");
        }
        return document.filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
    }

    private boolean isForeign(Node document) {
        return !(document instanceof Node.Mapping || Values.of(document) == null);
    }

    /**
     * The same with another text under a key.
     *
     * @throws VaultException if the text is written in a way that cannot be edited
     */
    SecretDocument with(String key, String value) {
        Map<String, @Nullable Object> wanted = values();
        wanted.put(key, value);
        SecretDocument edited = new SecretDocument(name, edited(key, quoted(value)));
        if (!edited.hasValues(wanted)) {
            throw new VaultException(
                    "'" + key + "' cannot be written into " + name + " without harm to the rest of it",
                    "write the file as one 'name: value' a line, and single values without '|' or '>'");
        }
        return edited;
    }

    private boolean hasValues(Map<String, @Nullable Object> wanted) {
        try {
            return values().equals(wanted);
        } catch (VaultException broken) {
            return false;
        }
    }

    private String edited(String key, String quoted) {
        Optional<Span> present = mapping()
                .flatMap(mapping -> mapping.get(key))
                .filter(Node.Scalar.class::isInstance)
                .map(Node::span);
        if (present.isPresent()) {
            return text.substring(0, present.get().start())
                    + quoted
                    + text.substring(present.get().end());
        }
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return before + key + ": " + quoted + "\n";
    }

    /** JSON's quoting is also YAML's. */
    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a text that is not valid JSON", impossible);
        }
    }
}
