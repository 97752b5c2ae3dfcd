package dev.sluice.variables;

import dev.sluice.spi.value.Undefined;
import dev.sluice.template.Scope;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables of one task on one host: layers, and names that are only computed when they are used. */
public final class TaskScope implements Scope {
    private final VariableLayers layers;
    private final Set<String> computedNames;
    private final Function<String, @Nullable Object> computed;
    private final Function<String, @Nullable Object> facts;
    private final List<Path> directories;

    /**
     * @param layers variables
     * @param computedNames variables whose value is computed at each use, below no layer
     * @param computed computes them
     * @param facts answers names that nothing else knows, e.g. {@code ansible_distribution}; {@link Undefined} if it
     *     does not know them either
     * @param directories where relative names of files are looked up, the first first
     */
    public TaskScope(
            VariableLayers layers,
            Set<String> computedNames,
            Function<String, @Nullable Object> computed,
            Function<String, @Nullable Object> facts,
            List<Path> directories) {
        this.layers = layers;
        this.computedNames = computedNames;
        this.computed = computed;
        this.facts = facts;
        this.directories = List.copyOf(directories);
    }

    @Override
    public @Nullable Object lookup(String name) {
        if (computedNames.contains(name)) {
            return computed.apply(name);
        }
        VariableLayers.Found found = layers.find(name);
        return found != null ? found.value() : facts.apply(name);
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(layers.names());
        names.addAll(computedNames);
        return names;
    }

    @Override
    public List<Path> directories() {
        return directories;
    }

    @Override
    public boolean holdsTemplates(String name) {
        if (computedNames.contains(name)) {
            return false;
        }
        VariableLayers.Found found = layers.find(name);
        return found != null && !found.verbatim();
    }

    /** The same without names that only gathered facts could answer: a look at what people wrote. */
    public TaskScope withoutFacts() {
        return new TaskScope(layers, computedNames, computed, Undefined::of, directories);
    }

    /** A scope in which further computed values are visible. */
    public TaskScope with(Map<String, ? extends @Nullable Object> values) {
        VariableLayers more = new VariableLayers().all(layers.layers()).verbatim(new LinkedHashMap<>(values));
        return new TaskScope(more, computedNames, computed, facts, directories);
    }
}
