package dev.sluice.plan;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Suggestions;
import dev.sluice.spi.connection.Connector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every module by each of its names. */
public final class ModuleRegistry {
    private final Map<String, Module<?>> byName = new TreeMap<>();
    private final List<Family> families;

    /**
     * @param families the families of modules
     * @throws IllegalStateException if two modules claim one name: a defect of a family
     */
    public ModuleRegistry(Collection<Family> families) {
        this.families = List.copyOf(families);
        for (Family family : families) {
            for (Module<?> module : family.modules()) {
                register(module.name(), module);
                module.aliases().forEach(alias -> register(alias, module));
            }
        }
    }

    /** The families on the class path. */
    public static ModuleRegistry onClassPath() {
        List<Family> found = new ArrayList<>();
        ServiceLoader.load(Family.class).forEach(found::add);
        return new ModuleRegistry(found);
    }

    private void register(String name, Module<?> module) {
        Module<?> other = byName.put(name, module);
        if (other != null && other != module) {
            throw new IllegalStateException("two modules are called '" + name + "': " + other + " and " + module);
        }
    }

    /** The module with a name; {@code ansible.builtin.} and {@code ansible.legacy.} may stand before any. */
    public Optional<Module<?>> find(String name) {
        Module<?> module = byName.get(name);
        if (module == null) {
            module = byName.get(name.replaceFirst("^ansible\\.(builtin|legacy)\\.", ""));
        }
        return Optional.ofNullable(module);
    }

    /** "Did you mean" for a name that is no module's; empty if nothing is near. */
    public String didYouMean(String name) {
        return Suggestions.didYouMean(name, byName.keySet());
    }

    /** Every module once, by name. */
    public List<Module<?>> modules() {
        return byName.values().stream()
                .distinct()
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
    }

    public List<Class<? extends Fact<?>>> facts() {
        List<Class<? extends Fact<?>>> all = new ArrayList<>();
        families.forEach(family -> all.addAll(family.facts()));
        return all;
    }

    public List<Connector> connectors() {
        List<Connector> all = new ArrayList<>();
        families.forEach(family -> all.addAll(family.connectors()));
        return all;
    }
}
