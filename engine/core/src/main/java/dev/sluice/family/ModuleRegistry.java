package dev.sluice.family;

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
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every module by each of its names. */
public final class ModuleRegistry {
    /** What may stand before the name of any module. */
    private static final Pattern OWN = Pattern.compile("^ansible\\.(builtin|legacy)\\.");

    private final Map<String, Module<?>> byName = new TreeMap<>();
    private final List<Family> families;
    private final List<ClassLoader> jars;

    /**
     * @param families the families of modules
     * @throws FamilyException if two modules claim one name
     */
    public ModuleRegistry(Collection<Family> families) {
        this(new Families(List.copyOf(families), List.of()));
    }

    /**
     * @param found the families of modules
     * @throws FamilyException if two modules claim one name
     */
    public ModuleRegistry(Families found) {
        this.families = found.families();
        this.jars = found.jars();
        for (Family family : families) {
            for (Module<?> module : family.modules()) {
                register(module.name(), module);
                module.aliases().forEach(alias -> register(alias, module));
            }
        }
    }

    private void register(String name, Module<?> module) {
        Module<?> other = byName.put(name, module);
        if (other != null && other != module) {
            throw new FamilyException("two modules are called '" + name + "': " + described(other) + " and "
                    + described(module) + ". Take one of them away, or rename it");
        }
    }

    private static String described(Module<?> module) {
        String jar = module.getClass().getClassLoader() == ModuleRegistry.class.getClassLoader()
                ? "Sluice itself"
                : String.valueOf(module.getClass().getClassLoader().getName());
        return module.getClass().getName() + " in " + jar;
    }

    /** The class loaders of the jars of other authors. */
    public List<ClassLoader> jars() {
        return jars;
    }

    /** The module with a name; {@code ansible.builtin.} and {@code ansible.legacy.} may stand before any. */
    public Optional<Module<?>> find(String name) {
        return Optional.ofNullable(byName.get(OWN.matcher(name).replaceFirst("")));
    }

    /** "Did you mean" for a name that is no module's; empty if nothing is near. */
    public String didYouMean(String name) {
        return Suggestions.didYouMean(OWN.matcher(name).replaceFirst(""), byName.keySet());
    }

    /** Every module once, by name. */
    public List<Module<?>> modules() {
        return byName.values().stream()
                .distinct()
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
    }

    /** The families, in the order in which they were found. */
    public List<Family> families() {
        return families;
    }

    /** The module that finds what is known of a whole host. */
    public Optional<Module<?>> factGatherer() {
        return modules().stream().filter(Module::gathersFacts).findFirst();
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
