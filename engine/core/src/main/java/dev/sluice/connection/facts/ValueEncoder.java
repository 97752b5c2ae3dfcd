package dev.sluice.connection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns questions and answers into JSON; {@link FactStore} describes the form.
 *
 * @see ValueDecoder
 */
final class ValueEncoder {
    /** The member that says which of several classes a value is of. */
    static final String KIND = "is";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FactRegistry registry;
    private final Predicate<String> isSecret;

    /**
     * @param isSecret whether a text contains something that must not be written
     */
    ValueEncoder(FactRegistry registry, Predicate<String> isSecret) {
        this.registry = registry;
        this.isSecret = isSecret;
    }

    /**
     * The components of a question.
     *
     * @throws SecretFoundException if there is a secret among them
     */
    ObjectNode key(Fact<?> fact) {
        ObjectNode node = JSON.objectNode();
        components(fact, fact.getClass(), node);
        return node;
    }

    /** An answer, {@code {"known": ...}} or {@code {"unknown": reason}}; unknown, too, where a secret would be written. */
    ObjectNode answer(Answer<?> answer, Type type) {
        if (answer instanceof Answer.Known<?> known) {
            try {
                return JSON.objectNode().set("known", encode(known.value(), type));
            } catch (SecretFoundException secret) {
                return JSON.objectNode().put("unknown", FactStore.NOT_RECORDED);
            }
        }
        String reason = ((Answer.Unknown<?>) answer).reason();
        return JSON.objectNode().put("unknown", isSecret.test(reason) ? FactStore.NOT_RECORDED : reason);
    }

    private JsonNode encode(@Nullable Object value, Type declared) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Secret) {
            throw new SecretFoundException();
        }
        if (value instanceof Answer<?> answer) {
            return answer(answer, GenericTypes.argument(declared, 0));
        }
        if (value instanceof Optional<?> optional) {
            return encode(optional.orElse(null), GenericTypes.argument(declared, 0));
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, GenericTypes.argument(declared, 1));
        }
        if (value instanceof Collection<?> collection) {
            return array(collection, GenericTypes.argument(declared, 0));
        }
        if (value instanceof Record || value instanceof Enum<?>) {
            return object(value, declared);
        }
        return scalar(value);
    }

    private JsonNode scalar(Object value) {
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Double || value instanceof Float) {
            return JSON.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof BigDecimal decimal) {
            return JSON.textNode(decimal.toString());
        }
        if (value instanceof Number number) {
            return integer(new BigInteger(number.toString()));
        }
        if (value instanceof Bytes bytes) {
            return bytes(bytes);
        }
        if (value instanceof String text) {
            return JSON.textNode(text(text));
        }
        if (value instanceof Instant || value instanceof Duration) {
            return JSON.textNode(value.toString());
        }
        throw new IllegalArgumentException(
                "a fact file cannot hold a " + value.getClass().getName());
    }

    /** The same kind of node that reading the number back gives, so that keys are equal. */
    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return JSON.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? JSON.numberNode(number.longValue()) : JSON.numberNode(number);
    }

    private JsonNode bytes(Bytes bytes) {
        if (bytes.isText()) {
            return JSON.objectNode().put("text", text(bytes.text()));
        }
        // Secrets are looked for in what is not text, too.
        text(new String(bytes.toArray(), StandardCharsets.ISO_8859_1));
        text(bytes.text());
        return JSON.objectNode().put("base64", Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    private String text(String text) {
        if (isSecret.test(text)) {
            throw new SecretFoundException();
        }
        return text;
    }

    private JsonNode map(Map<?, ?> map, Type type) {
        ObjectNode node = JSON.objectNode();
        map.forEach((key, value) -> {
            if (!(key instanceof String) && !(key instanceof Enum<?>)) {
                throw new IllegalArgumentException("a fact file cannot hold a map whose keys are not text");
            }
            node.set(text(key instanceof Enum<?> constant ? constant.name() : (String) key), encode(value, type));
        });
        return node;
    }

    private JsonNode array(Collection<?> collection, Type type) {
        List<JsonNode> nodes = new ArrayList<>();
        collection.forEach(each -> nodes.add(encode(each, type)));
        if (collection instanceof Set<?>) {
            nodes.sort(Comparator.comparing(JsonNode::toString));
        }
        ArrayNode array = JSON.arrayNode(nodes.size());
        return array.addAll(nodes);
    }

    private JsonNode object(Object value, Type declared) {
        Class<?> expected = GenericTypes.raw(declared);
        if (value instanceof Fact<?> fact && !expected.isRecord()) {
            ObjectNode node = JSON.objectNode().put(KIND, registry.name(fact));
            components(fact, fact.getClass(), node);
            return node;
        }
        boolean open = expected.isInterface();
        if (!open && expected == Object.class) {
            throw new IllegalArgumentException(
                    "a fact file cannot hold a " + value.getClass().getName() + " where any object may stand");
        }
        if (value instanceof Enum<?> constant) {
            return open
                    ? JSON.objectNode()
                            .put(KIND, constant.getDeclaringClass().getSimpleName())
                            .put("value", constant.name())
                    : JSON.textNode(constant.name());
        }
        ObjectNode node = JSON.objectNode();
        if (open) {
            node.put(KIND, value.getClass().getSimpleName());
        }
        components(value, open ? value.getClass() : declared, node);
        return node;
    }

    private void components(Object record, Type type, ObjectNode node) {
        for (RecordComponent component : GenericTypes.components(record.getClass())) {
            node.set(
                    component.getName(),
                    encode(GenericTypes.read(component, record), GenericTypes.component(component, type)));
        }
    }
}
