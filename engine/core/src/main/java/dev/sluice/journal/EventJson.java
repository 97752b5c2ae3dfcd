package dev.sluice.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events as lines of JSON: {@code {"n":7,"at":"2026-11-20T10:00:00Z","event":"TaskStarted","data":{...}}}. */
public final class EventJson {
    private final Map<String, Class<?>> types = Arrays.stream(Event.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private final ObjectMapper mapper;

    public EventJson() {
        // What a task registers may be a whole file in Base64; Jackson's default limit of 20 MB for a text is too
        // small.
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        mapper = new ObjectMapper(factory).registerModule(ValueJson.module());
    }

    /** One line, without its end. */
    public String write(long number, Instant at, Event event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = mapper.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeNumberField("n", number);
            generator.writeStringField("at", at.toString());
            generator.writeStringField("event", event.getClass().getSimpleName());
            generator.writePOJOField("data", event);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return line.toString();
    }

    /**
     * Understands a line.
     *
     * @throws JsonProcessingException if it is no event
     */
    JournalReader.Entry read(String line) throws JsonProcessingException {
        JsonNode json = mapper.readTree(line);
        Class<?> type = types.get(json.path("event").asText());
        if (type == null) {
            throw new UnknownEventException(json.path("event").asText());
        }
        Event event = (Event) mapper.treeToValue(json.path("data"), type);
        return new JournalReader.Entry(
                json.path("n").asLong(), Instant.parse(json.path("at").asText()), event);
    }

    /** The line is JSON, but of a version that has other events. */
    static final class UnknownEventException extends JsonProcessingException {
        UnknownEventException(String name) {
            super("unknown event '" + name + "'");
        }
    }
}
