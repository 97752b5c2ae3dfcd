package dev.sluice.modules.system.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Kernel, distribution and the managers of packages and services, as Ansible names them. */
final class PlatformFacts {
    private static final Map<String, String> DISTRIBUTIONS = Map.ofEntries(
            Map.entry("almalinux", "AlmaLinux"),
            Map.entry("alpine", "Alpine"),
            Map.entry("amzn", "Amazon"),
            Map.entry("arch", "Archlinux"),
            Map.entry("centos", "CentOS"),
            Map.entry("debian", "Debian"),
            Map.entry("fedora", "Fedora"),
            Map.entry("kali", "Kali"),
            Map.entry("linuxmint", "Linux Mint"),
            Map.entry("ol", "OracleLinux"),
            Map.entry("opensuse-leap", "openSUSE Leap"),
            Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
            Map.entry("raspbian", "Debian"),
            Map.entry("rhel", "RedHat"),
            Map.entry("rocky", "Rocky"),
            Map.entry("sles", "SLES"),
            Map.entry("ubuntu", "Ubuntu"));
    private static final Set<String> DEBIAN = Set.of("Debian", "Ubuntu", "Kali", "Linux Mint");
    private static final Set<String> RED_HAT =
            Set.of("AlmaLinux", "Amazon", "CentOS", "Fedora", "OracleLinux", "RedHat", "Rocky");
    private static final Set<String> SUSE = Set.of("SLES", "openSUSE Leap", "openSUSE Tumbleweed");

    private PlatformFacts() {}

    static void read(Sections sections, Map<String, Object> facts) {
        List<String> uname = sections.lines("uname");
        facts.put("system", uname.get(0));
        facts.put("nodename", uname.get(1));
        facts.put("hostname", uname.get(1).split("\\.", 2)[0]);
        facts.put("kernel", uname.get(2));
        facts.put("kernel_version", uname.get(3));
        facts.put("machine", uname.get(4));
        facts.put("architecture", uname.get(4).matches("i[3-6]86") ? "i386" : uname.get(4));
        String bits = sections.text("userspace");
        if (!bits.isEmpty()) {
            facts.put("userspace_bits", bits);
            facts.put(
                    "userspace_architecture",
                    bits.equals("32") && uname.get(4).equals("x86_64") ? "i386" : uname.get(4));
        }
        fullName(sections, uname.get(1), facts);
        distribution(sections, facts);
        lsb(sections, facts);
        facts.put("machine_id", sections.text("machine-id"));
        facts.put("fips", sections.text("fips").equals("1"));
        facts.put("pkg_mgr", packageManager(sections));
        facts.put("service_mgr", serviceManager(sections));
        security(sections, facts);
    }

    /** As Python's getfqdn: the first name of the host's address that has a dot, else the first. */
    private static void fullName(Sections sections, String node, Map<String, Object> facts) {
        String[] words = sections.text("fqdn").strip().split("\\s+");
        String full = words.length > 1 ? words[1] : node;
        for (int index = 1; index < words.length; index++) {
            if (words[index].contains(".")) {
                full = words[index];
                break;
            }
        }
        facts.put("fqdn", full);
        facts.put("domain", full.contains(".") ? full.substring(full.indexOf('.') + 1) : "");
    }

    private static void distribution(Sections sections, Map<String, Object> facts) {
        String id = sections.release("ID");
        String name = DISTRIBUTIONS.getOrDefault(id, sections.release("NAME"));
        String version = version(sections, name);
        facts.put("distribution", name);
        facts.put("distribution_version", version);
        facts.put("distribution_major_version", version.split("\\.", 2)[0]);
        if (version.contains(".") && name.equals("Debian")) {
            facts.put("distribution_minor_version", version.split("\\.", 3)[1]);
        }
        String codename = sections.release("VERSION_CODENAME");
        String parenthesis = sections.release("VERSION").replaceAll("^[^(]*\\(?([^)]*)\\)?.*$", "$1");
        facts.put("distribution_release", !codename.isEmpty() ? codename : parenthesis.isEmpty() ? "NA" : parenthesis);
        facts.put("os_family", family(name));
        facts.put("distribution_file_path", "/etc/os-release");
        facts.put("distribution_file_parsed", true);
        facts.put("distribution_file_variety", family(name).equals("Debian") ? "Debian" : name);
    }

    private static String version(Sections sections, String name) {
        String exact = sections.text("debian_version");
        if (name.equals("Debian") && exact.matches("[0-9.]+")) {
            return exact;
        }
        if (name.equals("Alpine") && !sections.text("alpine-release").isEmpty()) {
            return sections.text("alpine-release");
        }
        String id = sections.release("VERSION_ID");
        return id.isEmpty() ? "NA" : id;
    }

    private static String family(String name) {
        if (DEBIAN.contains(name)) {
            return "Debian";
        }
        if (RED_HAT.contains(name)) {
            return "RedHat";
        }
        return SUSE.contains(name) ? "Suse" : name;
    }

    private static void lsb(Sections sections, Map<String, Object> facts) {
        Map<String, Object> lsb = new LinkedHashMap<>();
        sections.value("lsb", "Codename", ":").ifPresent(text -> lsb.put("codename", text));
        sections.value("lsb", "Description", ":").ifPresent(text -> lsb.put("description", text));
        sections.value("lsb", "Distributor ID", ":").ifPresent(text -> lsb.put("id", text));
        sections.value("lsb", "Release", ":").ifPresent(text -> {
            lsb.put("release", text);
            lsb.put("major_release", text.split("\\.", 2)[0]);
        });
        facts.put("lsb", lsb);
    }

    private static String packageManager(Sections sections) {
        List<String> found = sections.lines("pkg");
        return found.isEmpty() ? "unknown" : found.get(0).equals("apt-get") ? "apt" : found.get(0);
    }

    private static String serviceManager(Sections sections) {
        List<String> lines = sections.lines("service");
        if (lines.contains("systemd")) {
            return "systemd";
        }
        String first = lines.isEmpty() ? "" : lines.get(0);
        return switch (first) {
            case "" -> "service";
            case "init" -> "sysvinit";
            case "openrc-init" -> "openrc";
            default -> first;
        };
    }

    private static void security(Sections sections, Map<String, Object> facts) {
        List<String> selinux = sections.lines("selinux");
        Map<String, Object> state = new LinkedHashMap<>();
        String mode = selinux.isEmpty() ? "" : selinux.get(0).toLowerCase(Locale.ROOT);
        boolean enabled = mode.equals("enforcing") || mode.equals("permissive");
        state.put("status", enabled ? "enabled" : "disabled");
        if (enabled) {
            state.put("mode", mode);
            sections.value("selinux", "SELINUX", "=").ifPresent(text -> state.put("config_mode", text));
            sections.value("selinux", "SELINUXTYPE", "=").ifPresent(text -> state.put("type", text));
        }
        facts.put("selinux", state);
        facts.put("apparmor", Map.of("status", sections.text("apparmor").isEmpty() ? "disabled" : "enabled"));
    }
}
