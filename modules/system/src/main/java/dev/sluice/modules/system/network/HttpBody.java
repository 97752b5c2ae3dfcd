package dev.sluice.modules.system.network;

import dev.sluice.python.JsonText;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.spi.TaskFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request sends.
 *
 * @param text the content; empty for nothing
 * @param type its media type; empty if nothing is said of it
 */
record HttpBody(String text, String type) {
    /** A text as it is, anything else as JSON in the form of Python's {@code json.dumps}. */
    static HttpBody json(@Nullable Object body) {
        return new HttpBody(body == null ? "" : body instanceof String text ? text : written(body), "application/json");
    }

    /** A text as it is, a mapping or a list of pairs as the fields of a form; a list is a field several times. */
    static HttpBody form(@Nullable Object body) {
        List<String> fields = new ArrayList<>();
        if (body instanceof Map<?, ?> map) {
            map.forEach((name, value) -> field(fields, name, value));
        } else if (body instanceof List<?> pairs) {
            for (Object each : pairs) {
                if (!(each instanceof List<?> pair) || pair.size() != 2) {
                    throw new TaskFailure("a form is a mapping or a list of pairs, but one entry of body is " + each);
                }
                field(fields, pair.get(0), pair.get(1));
            }
        }
        boolean asItIs = fields.isEmpty() && body != null && !(body instanceof Map) && !(body instanceof List);
        return new HttpBody(asItIs ? plain(body) : String.join("&", fields), "application/x-www-form-urlencoded");
    }

    static HttpBody raw(@Nullable Object body) {
        boolean structured = body instanceof Map || body instanceof List;
        return new HttpBody(body == null ? "" : structured ? written(body) : plain(body), "");
    }

    private static void field(List<String> fields, @Nullable Object name, @Nullable Object value) {
        List<?> values = value instanceof List<?> many ? many : Collections.singletonList(value);
        // Ansible leaves out what is null
        values.stream()
                .filter(Objects::nonNull)
                .forEach(each -> fields.add(encode(plain(name)) + "=" + encode(plain(each))));
    }

    private static String written(Object value) {
        try {
            return JsonText.of(value, JsonText.Layout.LINE);
        } catch (OperationException unfit) {
            throw new TaskFailure("the body cannot be written as JSON: " + unfit.getMessage());
        }
    }

    /** A value as Python writes it. */
    static String plain(@Nullable Object value) {
        return Text.of(value);
    }

    /** As Python's {@code quote_plus}. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7E", "~")
                .replace("*", "%2A");
    }
}
