package dev.sluice.variables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables in layers; a later layer hides an earlier one. Values of a template layer are written by people and may hold
 * templates; values of a verbatim layer were computed and are taken as they are, whatever they look like. The maps are not
 * copied, so they must stay as they are.
 */
public final class VariableLayers {
    /**
     * One layer.
     *
     * @param values by name
     * @param verbatim whether values are taken as they are
     */
    public record Layer(Map<String, ? extends @Nullable Object> values, boolean verbatim) {}

    /** A value and how to take it. */
    public record Found(@Nullable Object value, boolean verbatim) {}

    private final List<Layer> layers = new ArrayList<>();

    public VariableLayers templates(Map<String, ? extends @Nullable Object> values) {
        if (!values.isEmpty()) {
            layers.add(new Layer(values, false));
        }
        return this;
    }

    public VariableLayers verbatim(Map<String, ? extends @Nullable Object> values) {
        if (!values.isEmpty()) {
            layers.add(new Layer(values, true));
        }
        return this;
    }

    public VariableLayers all(List<Layer> more) {
        layers.addAll(more);
        return this;
    }

    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** The value that counts; null if there is none. */
    public @Nullable Found find(String name) {
        for (int index = layers.size() - 1; index >= 0; index--) {
            Layer layer = layers.get(index);
            if (layer.values().containsKey(name)) {
                return new Found(layer.values().get(name), layer.verbatim());
            }
        }
        return null;
    }

    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.values().keySet()));
        return names;
    }
}
