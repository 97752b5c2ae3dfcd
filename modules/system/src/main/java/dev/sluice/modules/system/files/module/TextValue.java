package dev.sluice.modules.system.files.module;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of the language as the content of a file. */
final class TextValue {
    private TextValue() {}

    /** A text as it is; anything else as JSON in the form of Python's {@code json.dumps}. */
    static String of(@Nullable Object value) {
        if (value instanceof Secret secret) {
            return of(secret.value());
        }
        if (value instanceof String text) {
            return text;
        }
        return value instanceof List || value instanceof Map ? json(value) : scalar(value);
    }

    /** Whether no part of a value is unknown. */
    static boolean isKnown(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().allMatch(TextValue::isKnown);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(TextValue::isKnown);
        }
        return !(value instanceof Unknown);
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        return value == null ? "" : String.valueOf(value);
    }

    private static String json(@Nullable Object value) {
        if (value instanceof Secret secret) {
            return json(secret.value());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TextValue::json).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            switch (each) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (each < 0x20 || each > 0x7e) {
                        json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) each));
                    } else {
                        json.append(each);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
