package dev.sluice.connection.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connection.facts.FactStore.Asked;
import dev.sluice.spi.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads the targets of a fact file one entry after the other, so that no more of the JSON is in memory than an entry. What
 * targets have in common is kept once.
 */
final class FactFileParser {
    private final Path file;
    private final JsonParser parser;
    private final ValueDecoder decoder;
    private final FactStore store;

    FactFileParser(Path file, JsonParser parser, FactRegistry registry, FactStore store) {
        this.file = file;
        this.parser = parser;
        this.decoder = ValueDecoder.sharing(registry);
        this.store = store;
    }

    void parse() throws IOException, FactFileException {
        parser.nextToken();
        while (nextMember()) {
            if (parser.currentName().equals("targets") && parser.nextToken() == JsonToken.START_OBJECT) {
                while (nextMember()) {
                    target(parser.currentName());
                }
            } else {
                skip();
            }
        }
    }

    private boolean nextMember() throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME;
    }

    private void skip() throws IOException {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
        }
        parser.skipChildren();
    }

    private void target(String target) throws IOException, FactFileException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            skip();
            return;
        }
        while (nextMember()) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("login") && value == JsonToken.VALUE_STRING) {
                store.setLogin(target, parser.getText());
            } else if (member.equals("facts") && value == JsonToken.START_ARRAY) {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    entry(target, index, parser.readValueAsTree());
                }
            } else {
                skip();
            }
        }
    }

    private void entry(String target, int index, JsonNode entry) throws FactFileException {
        if (!entry.path("fact").isTextual()
                || !entry.path("key").isObject()
                || !entry.path("user").isTextual()) {
            throw new FactFileException(file + ": entry " + index + " of " + target
                    + " should be an object with fact, key, user, read and known or unknown");
        }
        Instant read;
        try {
            read = decoder.shared(Instant.parse(entry.path("read").asText()));
        } catch (DateTimeException noTime) {
            throw new FactFileException(
                    file + ": entry " + index + " of " + target + " does not say when it was read", noTime);
        }
        Fact<?> fact;
        try {
            fact = decoder.fact(entry.get("fact").textValue(), entry.get("key"));
        } catch (IllegalArgumentException notUnderstood) {
            return; // a question of another version: nobody can ask it
        }
        Asked question = new Asked(fact, decoder.shared(entry.get("user").textValue()));
        try {
            store.load(target, question, decoder.shared(decoder.answer(entry, GenericTypes.answerOf(fact))), read);
        } catch (IllegalArgumentException notUnderstood) {
            store.loadProblem(target, question, String.valueOf(notUnderstood.getMessage()), read);
        }
    }
}
