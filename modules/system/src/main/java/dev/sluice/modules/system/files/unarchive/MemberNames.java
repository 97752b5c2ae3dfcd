package dev.sluice.modules.system.files.unarchive;

import dev.sluice.spi.Script;
import java.util.List;

/** Names of members as the programs take them: none of them becomes an option. */
final class MemberNames {
    private MemberNames() {}

    /** unzip knows no {@code --}, but takes patterns. */
    static List<String> forUnzip(List<String> names) {
        return names.stream()
                .map(name -> name.startsWith("-") ? "[-]" + name.substring(1) : name)
                .toList();
    }

    static Script leftOutByUnzip(List<String> names) {
        return names.isEmpty() ? Script.of("") : Script.of("-x {}", forUnzip(names));
    }

    static List<Script> leftOutByTar(List<String> names) {
        return names.stream().map(name -> Script.of("--exclude={}", name)).toList();
    }
}
