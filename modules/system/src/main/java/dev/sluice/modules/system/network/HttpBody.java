package dev.sluice.modules.system.network;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request sends.
 *
 * @param text the content; empty for nothing
 * @param type its media type; empty if nothing is said of it
 */
record HttpBody(String text, String type) {
    private static final ObjectMapper JSON = new ObjectMapper().configure(JsonGenerator.Feature.ESCAPE_NON_ASCII, true);

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
        List<?> values = value instanceof List<?> many ? many : java.util.Collections.singletonList(value);
        values.forEach(each -> fields.add(encode(plain(name)) + "=" + encode(plain(each))));
    }

    private static String written(Object value) {
        try {
            return JSON.writer(new Spaced()).writeValueAsString(value);
        } catch (JsonProcessingException unfit) {
            throw new TaskFailure("the body cannot be written as JSON: " + unfit.getOriginalMessage());
        }
    }

    /** A value as Python writes it. */
    static String plain(@Nullable Object value) {
        Object clear = value instanceof Secret secret ? secret.value() : value;
        return clear instanceof Boolean truth ? (truth ? "True" : "False") : String.valueOf(clear);
    }

    /** As Python's {@code quote_plus}. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7E", "~")
                .replace("*", "%2A");
    }

    /** A blank after each comma and colon. */
    private static final class Spaced extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }
}
