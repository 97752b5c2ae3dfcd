package dev.sluice.modules.system.mounts;

import dev.sluice.modules.system.block.BlockDevice;
import dev.sluice.modules.system.block.DeviceName;
import dev.sluice.modules.system.block.Signature;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who uses a block device, and what is on it. The one place that decides whether a module may write over a device: never
 * over one in use, and over what it carries only if the task says so, which is destructive.
 *
 * @param device its name in the task
 * @param contents what would be lost, as noun phrases
 * @param users what uses it right now, as noun phrases
 */
public record DeviceUse(String device, List<String> contents, List<String> users) {
    /**
     * What is known of a device that is there.
     *
     * @throws dev.sluice.spi.value.UnknownAnswerException if it depends on what the run will do
     */
    public static DeviceUse of(Facts facts, String device, BlockDevice.Found found) {
        BlockDevice.Traces traces = found.traces().get();
        List<String> contents = new ArrayList<>();
        found.signature().get().ifPresent(signature -> contents.add(describe(signature)));
        traces.others().forEach(type -> contents.add("a signature of type " + type));
        traces.raw().forEach(place -> contents.add("data without a known signature in the " + place));
        List<String> users = new ArrayList<>();
        if (!traces.group().isEmpty()) {
            users.add("a place in volume group '" + traces.group() + "'"
                    + (traces.volumes().isEmpty() ? "" : " with " + String.join(", ", traces.volumes())));
        }
        found.children().get().forEach(child -> users.add("'" + child + "' built on it"));
        mountPoints(facts, device, found).forEach(place -> users.add("a mount at " + place));
        if (traces.swap()) {
            users.add("swap space in use");
        }
        return new DeviceUse(device, List.copyOf(contents), List.copyOf(users));
    }

    private static String describe(Signature signature) {
        return signature.usage().equals("partitions")
                ? "a partition table (" + signature.type() + ")"
                : "a signature of type " + signature.type()
                        + (signature.label().isEmpty() ? "" : " labelled '" + signature.label() + "'");
    }

    /** Where a device is mounted. */
    static List<String> mountPoints(Facts facts, String device, BlockDevice.Found found) {
        DeviceName name = DeviceName.of(device);
        return facts.get(new MountTable()).stream()
                .filter(entry -> entry.source().isKnown())
                .filter(entry ->
                        name.isNamed(entry.source().get()) || entry.source().equals(found.realPath()))
                .map(MountTable.Entry::target)
                .toList();
    }

    /** Whether nothing is on it and nobody uses it. */
    public boolean isBlank() {
        return contents.isEmpty() && users.isEmpty();
    }

    /** All that is on it and that uses it; empty if it is blank. */
    public List<String> all() {
        return Stream.concat(contents.stream(), users.stream()).toList();
    }

    /** How much writing over it can hurt. */
    public Risk risk() {
        return isBlank() ? Risk.SAFE : Risk.DESTRUCTIVE;
    }

    /**
     * Requires that the device may be written over.
     *
     * @param deed what is to be done, as the subject of a sentence
     * @param force whether the task says that what is on it may be lost
     * @throws TaskFailure if it is in use, or not blank without {@code force}
     */
    public void requireOverwritable(String deed, boolean force) {
        if (users.isEmpty() && (contents.isEmpty() || force)) {
            return;
        }
        throw new TaskFailure(
                "'" + device + "' is not blank: it has " + String.join(", ", all()) + ". " + deed
                        + " would destroy that",
                users.isEmpty()
                        ? "check that it is the right device; if what is on it can go, set force: true"
                        : "free it first; force does not help here");
    }
}
