package dev.sluice.modules.storage.proxmox.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Proxmox VE 8 and 9 say about types of storage. */
final class StorageTypes {
    /** Options that make a storage what it is: required, and fixed once it exists. */
    private static final Map<String, List<String>> FIXED = Map.of(
            "dir", List.of("path"),
            "lvm", List.of("vgname"),
            "lvmthin", List.of("vgname", "thinpool"),
            "nfs", List.of("server", "export"),
            "zfspool", List.of("pool"),
            "btrfs", List.of("path"));

    private static final Map<String, String> CONTENT = Map.of(
            "dir", "images,rootdir",
            "lvm", "images,rootdir",
            "lvmthin", "images,rootdir",
            "nfs", "images",
            "zfspool", "images,rootdir",
            "btrfs", "images,rootdir");

    private StorageTypes() {}

    static boolean isKnown(String type) {
        return FIXED.containsKey(type);
    }

    static List<String> names() {
        return FIXED.keySet().stream().sorted().toList();
    }

    static List<String> fixed(String type) {
        return FIXED.getOrDefault(type, List.of());
    }

    /** What a storage holds if nobody says; empty for a type that is not known here. */
    static String defaultContent(String type) {
        return CONTENT.getOrDefault(type, "");
    }

    /** A list of contents in the one order that makes two of them comparable: as a set. */
    static String sorted(String content) {
        return Arrays.stream(content.split("[,; ]+"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }
}
