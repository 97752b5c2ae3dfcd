package dev.sluice.modules.system.setup;

import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fleeting;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that {@code setup} registers, in one question. What the script prints is described in {@code gather.sh};
 * it needs no Python, and what a host lacks the tools for is left out.
 */
public record SystemFacts() implements ShellFact<SystemFacts.Gathered>, DependentFact<SystemFacts.Gathered> {
    private static final String SCRIPT = script("gather.sh");

    /** Which facts follow from what a task may alter, by the first part of their names. */
    private static final Map<String, Set<String>> SOURCES = Map.ofEntries(
            Map.entry("hostname", Set.of("hostname", "hostnamectl", "/etc/hostname")),
            Map.entry("nodename", Set.of("hostname", "hostnamectl", "/etc/hostname")),
            Map.entry("fqdn", Set.of("hostname", "hostnamectl", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf")),
            Map.entry("domain", Set.of("hostname", "hostnamectl", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf")),
            Map.entry("devices", Set.of("/dev", "losetup", "parted", "sgdisk", "mdadm")),
            Map.entry("device_links", Set.of("/dev", "mkfs", "tune2fs")),
            Map.entry("lvm", Set.of("/dev", "lvm", "lvcreate", "lvremove", "lvextend", "vgcreate", "pvcreate")),
            Map.entry("dns", Set.of("/etc/resolv.conf", "resolvectl")),
            Map.entry("machine_id", Set.of("/etc/machine-id")),
            Map.entry("local", Set.of("/etc/ansible/facts.d")),
            Map.entry("lsb", Set.of("/etc/os-release", "/etc/lsb-release", "lsb-release")),
            Map.entry("distribution_version", Set.of("/etc/debian_version", "/etc/os-release", "base-files")),
            Map.entry("user_shell", Set.of("/etc/passwd", "usermod", "chsh")),
            Map.entry("user_dir", Set.of("/etc/passwd", "usermod")),
            Map.entry("user_gecos", Set.of("/etc/passwd", "usermod", "chfn")),
            Map.entry("selinux", Set.of("setenforce", "/etc/selinux")),
            Map.entry("pkg_mgr", Set.of("dnf", "apt", "zypper")));

    /**
     * What is known, without the prefix {@code ansible_}.
     *
     * @param stable what only changes when somebody changes it
     * @param passing what changes by itself: the time, free memory, free space
     */
    public record Gathered(
            Map<String, Object> stable, @Fleeting Map<String, Object> passing) {}

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "the facts of the host";
    }

    @Override
    public String script() {
        return SCRIPT;
    }

    @Override
    public Gathered parse(Output output) {
        Sections sections = Sections.parse(describe(), output.text());
        Map<String, Object> stable = new LinkedHashMap<>();
        PlatformFacts.read(sections, stable);
        HardwareFacts.read(sections, stable);
        StorageFacts.read(sections, stable);
        NetworkFacts.read(sections, stable);
        SessionFacts.read(sections, stable);
        Map<String, Object> passing = new LinkedHashMap<>();
        HardwareFacts.readPassing(sections, passing);
        passing.put("mounts", StorageFacts.mounts(sections));
        passing.put("date_time", SessionFacts.time(sections));
        return new Gathered(stable, passing);
    }

    @Override
    public Answer<Gathered> follow(Effect effect, Answer<Gathered> answer, World world) {
        Set<String> altered = SuspectedEffect.alteredBy(effect);
        return answer.map(before -> {
            Map<String, Object> stable = new LinkedHashMap<>(before.stable());
            SOURCES.forEach((name, sources) -> {
                if (stable.containsKey(name) && SuspectedEffect.overlap(altered, sources)) {
                    stable.put(name, new Unknown("what " + name + " is after a change of this run"));
                }
            });
            if (effect instanceof HostNamed named) {
                stable.put("nodename", named.name());
                stable.put("hostname", named.name().split("\\.", 2)[0]);
                stable.put("fqdn", new Unknown("how " + named.name() + " is resolved"));
                stable.put("domain", new Unknown("how " + named.name() + " is resolved"));
            }
            Map<String, Object> passing = new LinkedHashMap<>(before.passing());
            if (effect instanceof dev.sluice.modules.system.mounts.MountTableChanged
                    || SuspectedEffect.overlap(altered, Set.of("mount", "umount"))) {
                passing.put("mounts", new Unknown("the room on what is mounted by this run"));
            }
            return new Gathered(stable, passing);
        });
    }

    private static String script(String name) {
        try (InputStream in = Objects.requireNonNull(SystemFacts.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
