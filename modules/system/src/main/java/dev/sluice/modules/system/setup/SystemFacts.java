package dev.sluice.modules.system.setup;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.Volatile;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that {@code setup} registers, in one question. What the script prints is described in {@code gather.sh};
 * it needs no Python, and what a host lacks the tools for is left out.
 */
public record SystemFacts() implements ShellFact<SystemFacts.Gathered>, DerivedFact<SystemFacts.Gathered> {
    private static final Script SCRIPT = Script.resource(SystemFacts.class, "gather.sh");

    private static final String ROOM = "the room on what is mounted by this run";
    private static final Set<Name> MOUNTING = Name.programs("mount", "umount");

    /** Which facts follow from what a task may alter, by the first part of their names. */
    private static final Map<String, Set<Name>> SOURCES = Map.ofEntries(
            Map.entry("hostname", sources("hostname", "hostnamectl", "/etc/hostname")),
            Map.entry("nodename", sources("hostname", "hostnamectl", "/etc/hostname")),
            Map.entry("fqdn", sources("hostname", "hostnamectl", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf")),
            Map.entry("domain", sources("hostname", "hostnamectl", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf")),
            Map.entry("devices", sources("/dev", "losetup", "parted", "sgdisk", "mdadm")),
            Map.entry("device_links", sources("/dev", "mkfs", "tune2fs")),
            Map.entry("lvm", sources("/dev", "lvm", "lvcreate", "lvremove", "lvextend", "vgcreate", "pvcreate")),
            Map.entry("dns", sources("/etc/resolv.conf", "resolvectl")),
            Map.entry("machine_id", sources("/etc/machine-id")),
            Map.entry("local", sources("/etc/ansible/facts.d")),
            Map.entry("lsb", sources("/etc/os-release", "/etc/lsb-release", "lsb-release")),
            Map.entry("distribution_version", sources("/etc/debian_version", "/etc/os-release", "base-files")),
            Map.entry("user_shell", sources("/etc/passwd", "usermod", "chsh")),
            Map.entry("user_dir", sources("/etc/passwd", "usermod")),
            Map.entry("user_gecos", sources("/etc/passwd", "usermod", "chfn")),
            Map.entry("selinux", sources("setenforce", "/etc/selinux")),
            Map.entry("pkg_mgr", sources("dnf", "apt", "zypper")));

    private static final Reach ALL_SOURCES =
            Reach.at(Stream.concat(SOURCES.values().stream().flatMap(Set::stream), MOUNTING.stream())
                    .collect(Collectors.toSet()));

    /** Paths, and programs with the packages of their names. */
    private static Set<Name> sources(String... names) {
        Set<Name> sources = new LinkedHashSet<>(Name.programs(names));
        for (String name : names) {
            sources.add(Name.pathOr("package", name));
        }
        return sources;
    }

    /**
     * What is known, without the prefix {@code ansible_}.
     *
     * @param stable what only changes when somebody changes it
     * @param passing what changes by itself: the time, free memory, free space
     */
    public record Gathered(
            Map<String, Object> stable, @Volatile Map<String, Object> passing) {
        /** The same host with other room on what is mounted. */
        public Gathered withMounts(Unknown mounts) {
            Map<String, Object> changed = new LinkedHashMap<>(passing);
            changed.put("mounts", mounts);
            return new Gathered(stable, changed);
        }

        /** The same host under another name. */
        Gathered withHostName(String name) {
            Map<String, Object> changed = new LinkedHashMap<>(stable);
            changed.put("nodename", name);
            changed.put("hostname", name.split("\\.", 2)[0]);
            changed.put("fqdn", new Unknown("how " + name + " is resolved"));
            changed.put("domain", new Unknown("how " + name + " is resolved"));
            return new Gathered(changed, passing);
        }
    }

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "the facts of the host";
    }

    @Override
    public Script script() {
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
    public Reach sources() {
        return ALL_SOURCES;
    }

    @Override
    public Answer<Gathered> follow(Altered altered, Answer<Gathered> answer, World world) {
        return answer.map(before -> {
            Map<String, Object> stable = new LinkedHashMap<>(before.stable());
            SOURCES.forEach((name, sources) -> {
                if (stable.containsKey(name) && altered.concerns(sources)) {
                    stable.put(name, new Unknown("what " + name + " is after a change of this run"));
                }
            });
            Gathered after = new Gathered(stable, before.passing());
            return altered.concerns(MOUNTING) ? after.withMounts(new Unknown(ROOM)) : after;
        });
    }
}
