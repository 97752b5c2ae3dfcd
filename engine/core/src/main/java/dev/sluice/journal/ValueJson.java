package dev.sluice.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of the language as JSON. What JSON has no word for is an object with one key that starts with {@code $}:
 * {@code {"$unknown": reason}}, {@code {"$undefined": name}}, {@code {"$secret": true}}, and {@code {"$map": {...}}} for
 * a map that would look like one of these. Durations and instants are ISO 8601 texts.
 */
public final class ValueJson {
    private static final String UNKNOWN = "$unknown";
    private static final String UNDEFINED = "$undefined";
    private static final String SECRET = "$secret";
    private static final String MAP = "$map";

    private ValueJson() {}

    /** Teaches Jackson all of the above. */
    public static SimpleModule module() {
        return new SimpleModule("sluice-values")
                .addSerializer(Map.class, new ValueSerializer())
                .addDeserializer(Map.class, new ValueDeserializer())
                .addSerializer(Instant.class, new TextSerializer<>(Instant.class))
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant::parse))
                .addSerializer(Duration.class, new TextSerializer<>(Duration.class))
                .addDeserializer(Duration.class, new TextDeserializer<>(Duration::parse));
    }

    public static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, json);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(each, json);
            }
            json.writeEndArray();
        } else if (value instanceof Unknown unknown) {
            writeMarked(UNKNOWN, unknown.reason(), json);
        } else if (value instanceof Undefined undefined) {
            writeMarked(UNDEFINED, undefined.name(), json);
        } else if (value instanceof Secret) {
            writeMarked(SECRET, true, json);
        } else {
            writeScalar(value, json);
        }
    }

    private static void writeScalar(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
        boolean ambiguous = map.size() == 1
                && String.valueOf(map.keySet().iterator().next()).startsWith("$");
        json.writeStartObject();
        if (ambiguous) {
            json.writeObjectFieldStart(MAP);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(entry.getValue(), json);
        }
        if (ambiguous) {
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeMarked(String mark, Object value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName(mark);
        writeScalar(value, json);
        json.writeEndObject();
    }

    static @Nullable Object read(JsonNode json) {
        if (json.isObject()) {
            return readObject(json);
        }
        if (json.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(each -> list.add(read(each)));
            return list;
        }
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
        }
        if (json.isNumber()) {
            return json.doubleValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isNull() ? null : json.textValue();
    }

    private static Object readObject(JsonNode json) {
        if (json.size() == 1) {
            String key = json.fieldNames().next();
            JsonNode only = json.path(key);
            switch (key) {
                case UNKNOWN:
                    return new Unknown(only.asText());
                case UNDEFINED:
                    return Undefined.of(only.asText());
                case SECRET:
                    return Secret.of(Secret.REDACTED);
                case MAP:
                    return readMap(only);
                default:
                    break;
            }
        }
        return readMap(json);
    }

    private static Map<String, @Nullable Object> readMap(JsonNode json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), read(entry.getValue())));
        return map;
    }

    @SuppressWarnings("rawtypes")
    private static final class ValueSerializer extends JsonSerializer<Map> {
        @Override
        public void serialize(Map value, JsonGenerator json, SerializerProvider provider) throws IOException {
            writeMap(value, json);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class ValueDeserializer extends JsonDeserializer<Map> {
        @Override
        public Map deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode json = parser.readValueAsTree();
            return readObject(json) instanceof Map<?, ?> map ? map : readMap(json);
        }
    }

    private static final class TextSerializer<T> extends JsonSerializer<T> {
        private final Class<T> type;

        TextSerializer(Class<T> type) {
            this.type = type;
        }

        @Override
        public Class<T> handledType() {
            return type;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class TextDeserializer<T> extends JsonDeserializer<T> {
        private final Function<String, T> parse;

        TextDeserializer(Function<String, T> parse) {
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}
