package dev.sluice.modules.system.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Processors, memory and the machine itself, as Ansible names them. */
final class HardwareFacts {
    private static final long KIB_PER_MIB = 1024;
    private static final List<String> DMI = List.of(
            "bios_date",
            "bios_vendor",
            "bios_version",
            "board_asset_tag",
            "board_name",
            "board_serial",
            "board_vendor",
            "board_version",
            "chassis_asset_tag",
            "chassis_serial",
            "chassis_vendor",
            "chassis_version",
            "product_name",
            "product_serial",
            "product_uuid",
            "product_version");

    private HardwareFacts() {}

    static void read(Sections sections, Map<String, Object> facts) {
        processors(sections, facts);
        facts.put("memtotal_mb", memory(sections, "MemTotal"));
        facts.put("swaptotal_mb", memory(sections, "SwapTotal"));
        for (String name : DMI) {
            String text = sections.text("dmi-" + name);
            facts.put(name, text.isEmpty() ? "NA" : text);
        }
        String vendor = sections.text("dmi-sys_vendor");
        facts.put("system_vendor", vendor.isEmpty() ? "NA" : vendor);
        facts.put("form_factor", formFactor(sections.text("dmi-chassis_type")));
        Map<String, Object> words = commandLine(sections.text("cmdline"));
        facts.put("cmdline", words);
        facts.put("proc_cmdline", words);
    }

    /** What changes by itself. */
    static void readPassing(Sections sections, Map<String, Object> facts) {
        facts.put("memfree_mb", memory(sections, "MemFree"));
        facts.put("swapfree_mb", memory(sections, "SwapFree"));
        long total = memory(sections, "MemTotal");
        long free = memory(sections, "MemFree");
        long unused =
                (number(sections, "MemFree") + number(sections, "Cached") + number(sections, "Buffers")) / KIB_PER_MIB;
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("real", Map.of("total", total, "used", total - free, "free", free));
        memory.put("nocache", Map.of("free", unused, "used", total - unused));
        long swap = memory(sections, "SwapTotal");
        long swapFree = memory(sections, "SwapFree");
        memory.put(
                "swap",
                Map.of(
                        "total",
                        swap,
                        "free",
                        swapFree,
                        "used",
                        swap - swapFree,
                        "cached",
                        memory(sections, "SwapCached")));
        facts.put("memory_mb", memory);
        String uptime = sections.text("uptime").split("[ .]", 2)[0];
        if (uptime.matches("[0-9]+")) {
            facts.put("uptime_seconds", Long.parseLong(uptime));
        }
        String[] load = sections.text("loadavg").split(" ");
        if (load.length >= 3) {
            facts.put(
                    "loadavg",
                    Map.of(
                            "1m", Double.parseDouble(load[0]),
                            "5m", Double.parseDouble(load[1]),
                            "15m", Double.parseDouble(load[2])));
        }
    }

    private static void processors(Sections sections, Map<String, Object> facts) {
        List<Object> described = new ArrayList<>();
        Set<String> sockets = new LinkedHashSet<>();
        long processors = 0;
        long cores = 0;
        long siblings = 0;
        for (String line : sections.lines("cpuinfo")) {
            String[] pair = line.split(":", 2);
            String value = pair.length < 2 ? "" : pair[1].strip();
            switch (pair[0].strip()) {
                case "processor" -> {
                    processors++;
                    described.add(value);
                }
                case "vendor_id", "model name", "Processor", "cpu" -> described.add(value);
                case "physical id" -> sockets.add(value);
                case "cpu cores" -> cores = whole(value);
                case "siblings" -> siblings = whole(value);
                default -> {}
            }
        }
        facts.put("processor", described);
        facts.put("processor_vcpus", Math.max(processors, 1));
        facts.put("processor_nproc", Math.max(whole(sections.text("nproc")), 1));
        facts.put("processor_count", sockets.isEmpty() ? Math.max(processors, 1) : sockets.size());
        facts.put("processor_cores", Math.max(cores, 1));
        facts.put("processor_threads_per_core", cores > 0 && siblings > 0 ? siblings / cores : 1);
    }

    private static long whole(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static long memory(Sections sections, String key) {
        return number(sections, key) / KIB_PER_MIB;
    }

    private static long number(Sections sections, String key) {
        return sections.value("meminfo", key, ":")
                .map(text -> whole(text.replace(" kB", "")))
                .orElse(0L);
    }

    /** The names of chassis types of the SMBIOS specification that Ansible uses. */
    private static String formFactor(String type) {
        List<String> names = List.of(
                "Unknown",
                "Other",
                "Unknown",
                "Desktop",
                "Low Profile Desktop",
                "Pizza Box",
                "Mini Tower",
                "Tower",
                "Portable",
                "Laptop",
                "Notebook",
                "Hand Held",
                "Docking Station",
                "All In One",
                "Sub Notebook",
                "Space-saving",
                "Lunch Box",
                "Main Server Chassis",
                "Expansion Chassis",
                "Sub Chassis",
                "Bus Expansion Chassis",
                "Peripheral Chassis",
                "RAID Chassis",
                "Rack Mount Chassis",
                "Sealed-case PC",
                "Multi-system",
                "CompactPCI",
                "AdvancedTCA",
                "Blade");
        long number = whole(type);
        return type.isEmpty() ? "NA" : number < names.size() ? names.get((int) number) : "Unknown";
    }

    private static Map<String, Object> commandLine(String text) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (String word : text.strip().split("\\s+")) {
            String[] pair = word.split("=", 2);
            if (!word.isEmpty()) {
                words.put(pair[0], pair.length == 2 ? pair[1].replaceAll("^\"|\"$", "") : Boolean.TRUE);
            }
        }
        return words;
    }

    /** A size as Ansible prints it: {@code 2.00 GB}, in units of 1024. */
    static String size(double bytes) {
        String[] units = {"TB", "GB", "MB", "KB"};
        double unit = Math.pow(1024, units.length);
        for (String name : units) {
            if (bytes >= unit) {
                return String.format(Locale.ROOT, "%.2f %s", bytes / unit, name);
            }
            unit /= 1024;
        }
        return String.format(Locale.ROOT, "%.2f Bytes", bytes);
    }
}
