package dev.sluice.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML with the meaning that PyYAML gives it: {@code yes} is true, {@code 010} is eight. */
public final class Yaml {
    private static final Pattern JSON_SCALAR =
            Pattern.compile("null|true|false|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?");

    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private Yaml() {}

    /**
     * The values of all documents in the text.
     *
     * @throws OperationException if it is not YAML, with the place
     */
    public static List<Object> readAll(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(true).build();
        OwnList documents = new OwnList();
        try {
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                add(documents, new Yaml().value(node));
            }
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new OperationException("not valid YAML: " + e.getProblem() + place);
        } catch (YamlEngineException e) {
            throw new OperationException("not valid YAML: " + e.getMessage());
        }
        return documents;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    private @Nullable Object value(Node node) {
        if (!open.add(node)) {
            throw new OperationException("the YAML contains itself");
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar);
            } else if (node instanceof SequenceNode sequence) {
                OwnList list = new OwnList();
                sequence.getValue().forEach(item -> add(list, value(item)));
                return list;
            }
            return map((MappingNode) node);
        } finally {
            open.remove(node);
        }
    }

    private static @Nullable Object scalar(ScalarNode node) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        boolean taggedAsText = node.getTag().equals(Tag.STR)
                && JSON_SCALAR.matcher(node.getValue()).matches();
        return plain && !taggedAsText ? YamlScalars.value(node.getValue()) : node.getValue();
    }

    private Map<Object, Object> map(MappingNode node) {
        OwnMap map = new OwnMap();
        List<Object> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Object key = value(tuple.getKeyNode());
            boolean plainKey =
                    tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
            if (plainKey && "<<".equals(key)) {
                add(merged, value(tuple.getValueNode()));
            } else {
                put(map, key, value(tuple.getValueNode()));
            }
        }
        for (Object each : merged) {
            for (Object source : each instanceof List<?> list ? list : List.of(each)) {
                if (source instanceof Map<?, ?> entries) {
                    entries.forEach((key, item) -> {
                        if (!map.containsKey(key)) {
                            put(map, key, item);
                        }
                    });
                }
            }
        }
        return map;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
        map.put(key, value);
    }
}
