package dev.sluice.cli;

import dev.sluice.runbook.SourceReader;
import dev.sluice.source.FileNames;
import dev.sluice.source.Node;
import dev.sluice.source.SecretKeys;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.value.Secret;
import dev.sluice.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code -e}: {@code name=value ...}, a YAML or JSON mapping, or {@code @FILE}. Values with {@code =} are texts. */
final class ExtraVariables {
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|\\S*)");

    private final SourceReader sources;
    private final Consumer<Secret> announce;

    /** @param announce is told every secret among them */
    ExtraVariables(SourceReader sources, Consumer<Secret> announce) {
        this.announce = announce;
        this.sources = sources;
    }

    /** The variables; the values of those whose names say so are secrets, and are announced. */
    Map<String, @Nullable Object> read(List<String> given) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (String each : given) {
            variables.putAll(read(each));
        }
        variables.replaceAll(this::marked);
        return variables;
    }

    private @Nullable Object marked(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(String.valueOf(key), marked(String.valueOf(key), each)));
            return entries;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(each -> items.add(marked(name, each)));
            return items;
        }
        boolean plain = value instanceof String text ? !Templates.isTemplate(text) : value instanceof Number;
        if (value == null || !plain || !SecretKeys.isSecret(name)) {
            return value;
        }
        Secret secret = new Secret(value);
        announce.accept(secret);
        return secret;
    }

    private Map<String, @Nullable Object> read(String text) {
        if (text.startsWith("@")) {
            return mapping(sources.read(FileNames.path(text.substring(1)), null), text);
        }
        if (text.stripLeading().startsWith("{")
                || text.contains(": ") && !PAIR.matcher(text).lookingAt()) {
            SourceFile file = new SourceFile("<command line>", text);
            return mapping(YamlReader.document(file, sources.diagnostics()), text);
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        Matcher matcher = PAIR.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            variables.put(matcher.group(1), unquoted(matcher.group(2)));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new UsageException("-e '" + text + "' is neither name=value nor YAML nor @FILE");
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Map<String, @Nullable Object> mapping(Optional<Node> node, String text) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        if (node.isPresent() && Values.of(node.get()) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> variables.put(String.valueOf(name), value));
        } else if (node.isPresent()) {
            throw new UsageException("-e '" + text + "' holds no mapping of names to values");
        }
        return variables;
    }
}
