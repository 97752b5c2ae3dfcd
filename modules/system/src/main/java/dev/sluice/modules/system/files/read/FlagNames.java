package dev.sluice.modules.system.files.read;

import java.util.List;
import java.util.Map;

/** The names that Ansible gives to {@code lsattr}'s letters; see chattr(1). */
final class FlagNames {
    private static final Map<Character, String> NAMES = Map.ofEntries(
            Map.entry('A', "noatime"),
            Map.entry('a', "append"),
            Map.entry('c', "compressed"),
            Map.entry('C', "nocow"),
            Map.entry('d', "nodump"),
            Map.entry('D', "dirsync"),
            Map.entry('e', "extents"),
            Map.entry('E', "encrypted"),
            Map.entry('h', "blocksize"),
            Map.entry('i', "immutable"),
            Map.entry('I', "indexed"),
            Map.entry('j', "journalled"),
            Map.entry('N', "inline"),
            Map.entry('s', "zero"),
            Map.entry('S', "synchronous"),
            Map.entry('t', "notail"),
            Map.entry('T', "blockroot"),
            Map.entry('u', "undelete"),
            Map.entry('X', "compressedraw"),
            Map.entry('Z', "compresseddirty"));

    private FlagNames() {}

    static List<String> of(String flags) {
        return flags.chars()
                .mapToObj(letter -> NAMES.get((char) letter))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
