package dev.sluice.modules.system.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user, the environment, the clock and the kind of machine, as Ansible names them. */
final class SessionFacts {
    private static final Map<String, String> VIRTUAL = Map.ofEntries(
            Map.entry("oracle", "virtualbox"),
            Map.entry("vmware", "VMware"),
            Map.entry("microsoft", "VirtualPC"),
            Map.entry("qemu", "kvm"),
            Map.entry("amazon", "kvm"),
            Map.entry("lxc-libvirt", "lxc"),
            Map.entry("systemd-nspawn", "systemd-nspawn"));

    private SessionFacts() {}

    static void read(Sections sections, Map<String, Object> facts) {
        user(sections, facts);
        Map<String, Object> environment = new LinkedHashMap<>();
        String name = "";
        for (String line : sections.lines("env")) {
            if (line.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                name = line.substring(0, line.indexOf('='));
                environment.put(name, line.substring(name.length() + 1));
            } else if (!name.isEmpty()) {
                environment.put(name, environment.get(name) + "\n" + line);
            }
        }
        facts.put("env", environment);
        facts.put("is_chroot", !sections.text("chroot").isEmpty());
        if (sections.text("local").isEmpty()) {
            facts.put("local", Map.of());
        }
        virtualization(sections, facts);
    }

    private static void user(Sections sections, Map<String, Object> facts) {
        List<String> id = sections.lines("id");
        String[] entry = sections.text("passwd").split(":", -1);
        facts.put("effective_user_id", Long.parseLong(id.get(0)));
        facts.put("effective_group_id", Long.parseLong(id.get(2)));
        facts.put("real_user_id", Long.parseLong(id.get(3)));
        facts.put("real_group_id", Long.parseLong(id.get(4)));
        facts.put("user_id", id.get(1));
        facts.put("user_uid", Long.parseLong(id.get(0)));
        facts.put("user_gid", Long.parseLong(id.get(2)));
        if (entry.length == 7) {
            facts.put("user_gecos", entry[4]);
            facts.put("user_dir", entry[5]);
            facts.put("user_shell", entry[6]);
        }
    }

    private static void virtualization(Sections sections, Map<String, Object> facts) {
        String type = sections.text("container");
        if (type.isEmpty()) {
            type = sections.text("virtualization");
        }
        if (type.isEmpty() || type.equals("none")) {
            type = sections.lines("kvm").contains("hypervisor") ? "kvm" : "";
        }
        boolean guest = !type.isEmpty();
        boolean host = !guest && sections.lines("kvm").contains("kvm");
        facts.put("virtualization_type", guest ? VIRTUAL.getOrDefault(type, type) : host ? "kvm" : "NA");
        facts.put("virtualization_role", guest ? "guest" : host ? "host" : "NA");
    }

    /** The clock of the host. */
    static Map<String, Object> time(Sections sections) {
        List<String> lines = sections.lines("date");
        String[] local = lines.get(0).split(" ");
        String[] utc = lines.get(1).split(" ");
        String micros = local[12].matches("[0-9]{9}") ? local[12].substring(0, 6) : "000000";
        String date = local[0] + "-" + local[1] + "-" + local[2];
        String time = local[3] + ":" + local[4] + ":" + local[5];
        String zulu = utc[0] + "-" + utc[1] + "-" + utc[2] + "T" + utc[3] + ":" + utc[4] + ":" + utc[5];
        String basic = local[0] + local[1] + local[2] + "T" + local[3] + local[4] + local[5];
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("year", local[0]);
        facts.put("month", local[1]);
        facts.put("day", local[2]);
        facts.put("hour", local[3]);
        facts.put("minute", local[4]);
        facts.put("second", local[5]);
        facts.put("epoch", local[6]);
        facts.put("epoch_int", local[6]);
        facts.put("weekday", local[7]);
        facts.put("weekday_number", local[8]);
        facts.put("weeknumber", local[9]);
        facts.put("date", date);
        facts.put("time", time);
        facts.put("iso8601", zulu + "Z");
        facts.put("iso8601_micro", zulu + "." + micros + "Z");
        facts.put("iso8601_basic", basic + micros);
        facts.put("iso8601_basic_short", basic);
        facts.put("tz", local[10]);
        facts.put("tz_dst", local[10]);
        facts.put("tz_offset", local[11]);
        return facts;
    }
}
