package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.modules.storage.lvm.LogicalVolume;
import dev.sluice.modules.storage.lvm.LogicalVolumes;
import dev.sluice.modules.storage.lvm.VolumeGroups;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has to change about one storage. */
final class PvesmPlan {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final PvesmParameters wanted;
    private final Facts facts;
    private final Map<String, String> properties;
    private final List<Storage> storages;

    private PvesmPlan(PvesmParameters wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
        this.properties = properties(wanted);
        StorageConfig question = StorageConfig.of(properties.keySet());
        facts.prefetch(question, new StorageStates());
        this.storages = facts.get(question);
    }

    static Plan of(PvesmParameters wanted, Facts facts) {
        checkId(wanted.storage());
        PvesmPlan plan = new PvesmPlan(wanted, facts);
        Optional<Storage> present = plan.storages.stream()
                .filter(each -> each.id().equals(wanted.storage()))
                .findFirst();
        if (wanted.state() == PvesmParameters.State.ABSENT) {
            return present.map(plan::removal).orElseGet(() -> Plan.unchanged(Map.of("storage", wanted.storage())));
        }
        return present.isPresent() ? plan.change(present.get()) : plan.addition();
    }

    /** What is given, under Proxmox VE's names. */
    private static Map<String, String> properties(PvesmParameters wanted) {
        Map<String, String> given = new TreeMap<>();
        put(given, "path", wanted.path());
        put(given, "vgname", wanted.vgname());
        put(given, "thinpool", wanted.thinpool());
        put(given, "server", wanted.server());
        put(given, "export", wanted.export());
        put(given, "pool", wanted.pool());
        put(
                given,
                "content",
                wanted.content() == null ? null : StorageTypes.sorted(String.join(",", wanted.content())));
        put(given, "nodes", wanted.nodes() == null ? null : String.join(",", wanted.nodes()));
        put(given, "disable", flag(wanted.disable()));
        put(given, "shared", flag(wanted.shared()));
        if (wanted.options() != null) {
            given.putAll(wanted.options());
        }
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private static @Nullable String flag(@Nullable Boolean value) {
        return value == null ? null : value ? "1" : "0";
    }

    private static void checkId(String id) {
        if (!id.matches("[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]")) {
            throw new TaskFailure(
                    "storage: '" + id + "' is not a valid id: a letter, then letters, digits and - _ ., at"
                            + " least two characters, the last one a letter or digit");
        }
    }

    private Plan addition() {
        String type = wanted.type();
        if (type == null || !StorageTypes.isKnown(type)) {
            throw new TaskFailure(
                    "storage '" + wanted.storage() + "' is not defined, and "
                            + (type == null
                                    ? "the task says no type"
                                    : "'" + type + "' is not a type that can be added here")
                            + "",
                    "say one of " + String.join(", ", StorageTypes.names()));
        }
        for (String name : StorageTypes.fixed(type)) {
            if (!properties.containsKey(name)) {
                throw new TaskFailure("a storage of type '" + type + "' needs '" + name + "'");
            }
        }
        checkVolumes(type);
        properties.putIfAbsent("content", StorageTypes.defaultContent(type));
        Map<String, String> predicted = new TreeMap<>(properties);
        if (type.equals("nfs")) {
            predicted.putIfAbsent("path", "/mnt/pve/" + wanted.storage());
        }
        Storage defined = new Storage(wanted.storage(), type, predicted);
        Change change = Change.of(
                        wanted.storage(),
                        "storage",
                        "",
                        type + " "
                                + String.join(
                                        "/",
                                        StorageTypes.fixed(type).stream()
                                                .map(properties::get)
                                                .toList()),
                        verified(Steps.Run.script("pvesm add {} {} {}", type, wanted.storage(), options(properties))
                                .withLimit(LIMIT)),
                        List.of(new StorageEffect(wanted.storage(), Optional.of(defined), state(predicted))))
                .withUndo(new Change.Undo(
                        "remove the definition; the data stays",
                        List.of(Steps.Run.script("pvesm remove {}", wanted.storage()))));
        return Plan.changes(List.of(change), values(type, state(predicted)));
    }

    /** What pvesm does not check although the storage is useless without it. */
    private void checkVolumes(String type) {
        String group = properties.get("vgname");
        if (group == null) {
            return;
        }
        String pool = properties.get("thinpool");
        for (Storage other : storages) {
            boolean same = other.type().equals(type)
                    && other.property("vgname").equals(Optional.of(group))
                    && other.property("thinpool").equals(Optional.ofNullable(pool));
            if (same) {
                throw new TaskFailure("storage '" + other.id() + "' already uses " + group
                        + (pool == null ? "" : "/" + pool) + "; two storages on one would hand out the same volumes");
            }
        }
        if (facts.get(new VolumeGroups()).stream().noneMatch(each -> each.name().equals(group))) {
            throw new TaskFailure("no such volume group: '" + group
                    + "'; pvesm would accept it, and the storage would stay inactive");
        }
        if (pool != null) {
            checkPool(group, pool);
        }
    }

    private void checkPool(String group, String pool) {
        boolean thin = facts.get(new LogicalVolumes()).stream()
                .anyMatch(each -> each.group().equals(group)
                        && each.name().equals(pool)
                        && each.kind() == LogicalVolume.Kind.THIN_POOL);
        if (!thin) {
            throw new TaskFailure("'" + group + "/" + pool
                    + "' is not a thin pool; pvesm would accept it, and the storage" + " would stay inactive");
        }
    }

    private Plan change(Storage present) {
        if (wanted.type() != null && !wanted.type().equals(present.type())) {
            throw new TaskFailure("storage '" + present.id() + "' is of type '" + present.type() + "', not '"
                    + wanted.type() + "'; a type cannot be changed: remove the definition and add it again");
        }
        Map<String, String> differing = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (!same(name, present.properties().get(name), value)) {
                checkChangeable(present, name, value);
                differing.put(name, value);
            }
        });
        Map<String, String> after = new TreeMap<>(present.properties());
        after.putAll(differing);
        if (differing.isEmpty()) {
            return unchanged(present);
        }
        Storage changed = new Storage(present.id(), present.type(), after);
        Change change = Change.of(
                        present.id(),
                        String.join(", ", differing.keySet()),
                        String.join(
                                " ",
                                differing.keySet().stream()
                                        .map(name -> present.property(name).orElse("-"))
                                        .toList()),
                        String.join(" ", differing.values()),
                        verified(Steps.Run.script("pvesm set {} {}", present.id(), options(differing))
                                .withLimit(LIMIT)),
                        List.of(new StorageEffect(present.id(), Optional.of(changed), state(after))))
                .withRisk("1".equals(differing.get("disable")) ? Risk.DISRUPTIVE : Risk.SAFE);
        return Plan.changes(List.of(change), values(present.type(), state(after)));
    }

    private static List<Script> options(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(each -> Script.of("--{} {}", each.getKey(), Script.argument(each.getValue())))
                .toList();
    }

    private static boolean same(String name, @Nullable String present, String value) {
        boolean off = value.equals("0") && (name.equals("disable") || name.equals("shared"));
        return off ? present == null || present.equals("0") : value.equals(present);
    }

    private static void checkChangeable(Storage present, String name, String value) {
        if (StorageTypes.fixed(present.type()).contains(name)) {
            throw new TaskFailure("storage '" + present.id() + "' has " + name + " '"
                    + present.property(name).orElse("") + "', not '" + value
                    + "'; that cannot be changed: remove the definition (the data stays) and add it again");
        }
    }

    private Plan unchanged(Storage present) {
        String state = facts.get(new StorageStates()).getOrDefault(present.id(), "inactive");
        if (state.equals("inactive")) {
            throw new TaskFailure(
                    "storage '" + present.id()
                            + "' is defined as the task says but inactive: Proxmox VE cannot use it; see"
                            + " 'pvesm status' for why",
                    values(present.type(), state));
        }
        return Plan.unchanged(values(present.type(), state));
    }

    private Plan removal(Storage present) {
        Change change = Change.of(
                        present.id(),
                        "storage",
                        present.type(),
                        "",
                        List.of(Steps.Run.script("pvesm remove {}", present.id())),
                        List.of(new StorageEffect(present.id(), Optional.empty(), "")))
                .withRisk(Risk.DISRUPTIVE);
        Plan plan = Plan.changes(List.of(change), Map.of("storage", present.id()));
        return present.type().equals("nfs")
                ? plan.withWarning("removing the definition leaves "
                        + present.property("path").orElse("/mnt/pve/" + present.id()) + " mounted")
                : plan;
    }

    /** The command, and then the proof that it worked: pvesm reports success for storages that are of no use. */
    private List<Step<?>> verified(Step<?> command) {
        if ("1".equals(properties.get("disable"))) {
            return List.of(command);
        }
        return List.of(
                command, new Steps.Await<>(new StorageStates(), new StorageActive(wanted.storage()), INTERVAL, LIMIT));
    }

    private static String state(Map<String, String> properties) {
        return "1".equals(properties.get("disable")) ? "disabled" : "active";
    }

    private Map<String, Object> values(String type, String state) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("storage", wanted.storage());
        values.put("type", type);
        values.put("status", state);
        return values;
    }
}
