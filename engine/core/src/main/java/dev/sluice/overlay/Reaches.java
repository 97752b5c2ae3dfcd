package dev.sluice.overlay;

import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Failure;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What the deferred reaches come to for one user. They are resolved in the order of their layers, and only when somebody
 * asks a question of their type.
 */
final class Reaches {
    /** A deferred alteration and the layer that it belongs to. */
    record Pending(int layer, Layer.Entry entry) {}

    private final Map<Class<?>, Integer> resolved = new HashMap<>();
    private final Map<Layer.Entry, Reach> results = new IdentityHashMap<>();
    private final LayerIndex index = new LayerIndex();

    /**
     * Resolves what a question of this type may depend on.
     *
     * @param deferred every deferred alteration by type, in the order of layers
     * @param upTo the last layer that counts
     * @param worlds the world around a layer
     */
    void resolve(Map<Class<?>, List<Pending>> deferred, Fact<?> fact, int upTo, IntFunction<World> worlds) {
        for (Map.Entry<Class<?>, List<Pending>> each : List.copyOf(deferred.entrySet())) {
            Class<?> type = each.getKey();
            if (!type.isInstance(fact)) {
                continue;
            }
            List<Pending> all = each.getValue();
            int next = resolved.getOrDefault(type, 0);
            while (next < all.size() && all.get(next).layer() <= upTo) {
                Pending pending = all.get(next);
                Reach reach = resolve(pending, worlds.apply(pending.layer()));
                next++;
                resolved.put(type, next);
                results.put(pending.entry(), reach);
                index.add(pending.layer(), type, reach);
            }
        }
    }

    private static Reach resolve(Pending pending, World world) {
        try {
            Reach.Deferred deferred = (Reach.Deferred) pending.entry().reach();
            Reach reach = ModuleCode.run("an effect", () -> deferred.resolve().apply(world));
            return reach instanceof Reach.Deferred ? Reach.everything() : reach;
        } catch (UnknownAnswerException | Failure cannotTell) {
            return Reach.everything();
        }
    }

    int next(Fact<?> fact, Keys keys, int after) {
        return index.next(fact, keys, after);
    }

    /** Whether an alteration reaches a question of its type. */
    boolean reaches(Layer.Entry entry, Keys keys) {
        Reach reach = entry.reach() instanceof Reach.Deferred ? results.get(entry) : entry.reach();
        return reach instanceof Reach.Everything || reach instanceof Reach.Named named && reaches(named, keys);
    }

    private static boolean reaches(Reach.Named reach, Keys keys) {
        for (Name name : keys.names()) {
            if (reach.names().contains(name) || reach.trees().contains(name)) {
                return true;
            }
            if (!reach.trees().isEmpty() && name.above().stream().anyMatch(reach.trees()::contains)) {
                return true;
            }
            if (keys.below() && isAbove(name, reach)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbove(Name name, Reach.Named reach) {
        return reach.names().stream().anyMatch(each -> each.isBelow(name))
                || reach.trees().stream().anyMatch(each -> each.isBelow(name));
    }

    /** The deferred alterations of a layer, for {@link #resolve}. */
    static void collect(Layer layer, int number, Map<Class<?>, List<Pending>> deferred) {
        for (Layer.Entry entry : layer.entries()) {
            if (entry.reach() instanceof Reach.Deferred) {
                deferred.computeIfAbsent(entry.type(), key -> new ArrayList<>()).add(new Pending(number, entry));
            }
        }
    }
}
