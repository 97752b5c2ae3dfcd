package dev.sluice.modules.system.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Disks, volumes and mounted file systems, as Ansible names them. */
final class StorageFacts {
    private static final long SECTOR = 512;
    private static final Pattern SCHEDULER = Pattern.compile("\\[([^]]+)]");

    private StorageFacts() {}

    static void read(Sections sections, Map<String, Object> facts) {
        facts.put("devices", devices(sections));
        facts.put("device_links", links(sections));
        if (sections.has("lvm-vgs")) {
            facts.put("lvm", volumes(sections));
        }
    }

    private static Map<String, Object> devices(Sections sections) {
        Map<String, Map<String, Object>> devices = new TreeMap<>();
        Map<String, List<Object>> holders = new LinkedHashMap<>();
        Map<String, Map<String, Object>> partitions = new LinkedHashMap<>();
        for (List<String> row : sections.table("devices")) {
            String name = row.get(1);
            switch (row.get(0)) {
                case "D" -> devices.put(name, device(row, linksOf(sections, name)));
                case "H" ->
                    holders.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(row.get(3).isEmpty() ? row.get(2) : row.get(3));
                default -> {
                    Map<String, Object> partition = new LinkedHashMap<>();
                    partition.put("start", row.get(3));
                    partition.put("sectors", row.get(4));
                    partition.put("sectorsize", SECTOR);
                    partition.put("size", HardwareFacts.size(Double.parseDouble(row.get(4)) * SECTOR));
                    partition.put("holders", List.of());
                    partition.put("links", linksOf(sections, row.get(2)));
                    partition.put("uuid", uuid(sections, "/dev/" + row.get(2)));
                    partitions.computeIfAbsent(name, key -> new TreeMap<>()).put(row.get(2), partition);
                }
            }
        }
        devices.forEach((name, device) -> {
            device.put("holders", holders.getOrDefault(name, List.of()));
            device.put("partitions", partitions.getOrDefault(name, Map.of()));
        });
        return new LinkedHashMap<>(devices);
    }

    private static Map<String, Object> device(List<String> row, Map<String, Object> links) {
        Map<String, Object> device = new LinkedHashMap<>();
        double bytes = Double.parseDouble(row.get(2)) * SECTOR;
        Matcher scheduler = SCHEDULER.matcher(row.get(6));
        device.put("virtual", Long.parseLong(row.get(10)));
        device.put("links", links);
        device.put("vendor", orNull(row.get(8).strip()));
        device.put("model", orNull(row.get(9).strip()));
        device.put("removable", row.get(4));
        device.put("rotational", row.get(5));
        device.put("support_discard", row.get(7));
        device.put("scheduler_mode", scheduler.find() ? scheduler.group(1) : row.get(6));
        device.put("sectors", row.get(2));
        device.put("sectorsize", row.get(3));
        device.put("size", HardwareFacts.size(bytes));
        return device;
    }

    @SuppressWarnings("NullAway") // a value of the language may be null
    private static Object orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, Object> linksOf(Sections sections, String device) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("ids", named(sections, "id", device));
        links.put("labels", named(sections, "label", device));
        links.put("masters", List.of());
        links.put(
                "uuids",
                sections.table("uuids").stream()
                        .filter(row -> row.get(1).equals("/dev/" + device))
                        .map(row -> row.get(0))
                        .toList());
        return links;
    }

    private static List<String> named(Sections sections, String kind, String device) {
        return sections.table("links").stream()
                .filter(row -> row.get(0).equals(kind) && row.get(2).equals(device))
                .map(row -> row.get(1))
                .toList();
    }

    private static Map<String, Object> links(Sections sections) {
        Map<String, List<String>> ids = new TreeMap<>();
        Map<String, List<String>> labels = new TreeMap<>();
        Map<String, List<String>> uuids = new TreeMap<>();
        for (List<String> row : sections.table("links")) {
            (row.get(0).equals("id") ? ids : labels)
                    .computeIfAbsent(row.get(2), key -> new ArrayList<>())
                    .add(row.get(1));
        }
        for (List<String> row : sections.table("uuids")) {
            String device = row.get(1).substring(row.get(1).lastIndexOf('/') + 1);
            uuids.computeIfAbsent(device, key -> new ArrayList<>()).add(row.get(0));
        }
        return Map.of("ids", ids, "labels", labels, "uuids", uuids, "masters", Map.of());
    }

    private static String uuid(Sections sections, String device) {
        return sections.table("uuids").stream()
                .filter(row -> row.get(1).equals(device))
                .map(row -> row.get(0))
                .findFirst()
                .orElse("N/A");
    }

    private static Map<String, Object> volumes(Sections sections) {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (String line : sections.lines("lvm-vgs")) {
            String[] field = line.strip().split(",", -1);
            if (field.length == 5) {
                groups.put(
                        field[0],
                        Map.of("num_pvs", field[1], "num_lvs", field[2], "size_g", field[3], "free_g", field[4]));
            }
        }
        Map<String, Object> volumes = new LinkedHashMap<>();
        for (String line : sections.lines("lvm-lvs")) {
            String[] field = line.strip().split(",", -1);
            if (field.length == 3) {
                volumes.put(field[0], Map.of("vg", field[1], "size_g", field[2]));
            }
        }
        Map<String, Object> disks = new LinkedHashMap<>();
        for (String line : sections.lines("lvm-pvs")) {
            String[] field = line.strip().split(",", -1);
            if (field.length == 4) {
                disks.put(field[0], Map.of("vg", field[1], "size_g", field[2], "free_g", field[3]));
            }
        }
        return Map.of("vgs", groups, "lvs", volumes, "pvs", disks);
    }

    /** The mounted file systems with the room they have now. */
    static List<Object> mounts(Sections sections) {
        List<Object> mounts = new ArrayList<>();
        for (List<String> row : sections.table("mounts")) {
            String[] counts = row.get(6).split(" ");
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("mount", row.get(0));
            mount.put("device", row.get(1));
            mount.put("fstype", row.get(2));
            mount.put("options", options(row));
            mount.put("uuid", uuid(sections, row.get(1)));
            if (counts.length == 6) {
                room(counts, mount);
            }
            mounts.add(mount);
        }
        return mounts;
    }

    private static String options(List<String> row) {
        List<String> options = new ArrayList<>(List.of(row.get(3).split(",")));
        for (String option : row.get(4).split(",")) {
            if (!options.contains(option)) {
                options.add(option);
            }
        }
        if (!row.get(5).equals("/")) {
            options.add("bind");
        }
        return String.join(",", options);
    }

    private static void room(String[] counts, Map<String, Object> mount) {
        long block = Long.parseLong(counts[0]);
        long total = Long.parseLong(counts[1]);
        long available = Long.parseLong(counts[2]);
        long inodes = Long.parseLong(counts[4]);
        long inodesFree = Long.parseLong(counts[5]);
        mount.put("size_total", total * block);
        mount.put("size_available", available * block);
        mount.put("block_size", block);
        mount.put("block_total", total);
        mount.put("block_available", available);
        mount.put("block_used", total - available);
        mount.put("inode_total", inodes);
        mount.put("inode_available", inodesFree);
        mount.put("inode_used", inodes - inodesFree);
    }
}
