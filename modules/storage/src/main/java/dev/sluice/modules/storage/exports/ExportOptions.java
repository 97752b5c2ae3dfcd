package dev.sluice.modules.storage.exports;

import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What options mean, whatever their order: exports(5) lets the last of two contradicting ones win and fills in defaults,
 * and {@code exportfs -s} shows the result.
 */
final class ExportOptions {
    /** Options that exclude each other, and under which name they do. */
    private static final Map<String, String> SWITCHES = Map.ofEntries(
            Map.entry("ro", "access"),
            Map.entry("rw", "access"),
            Map.entry("sync", "sync"),
            Map.entry("async", "sync"),
            Map.entry("wdelay", "wdelay"),
            Map.entry("no_wdelay", "wdelay"),
            Map.entry("hide", "hide"),
            Map.entry("nohide", "hide"),
            Map.entry("subtree_check", "subtree"),
            Map.entry("no_subtree_check", "subtree"),
            Map.entry("root_squash", "root"),
            Map.entry("no_root_squash", "root"),
            Map.entry("all_squash", "all"),
            Map.entry("no_all_squash", "all"),
            Map.entry("acl", "acl"),
            Map.entry("no_acl", "acl"),
            Map.entry("pnfs", "pnfs"),
            Map.entry("no_pnfs", "pnfs"));

    private static final Map<String, String> DEFAULTS = Map.of(
            "access", "ro",
            "sync", "sync",
            "wdelay", "wdelay",
            "hide", "hide",
            "subtree", "no_subtree_check",
            "root", "root_squash",
            "all", "no_all_squash");
    /** What the table does not show although it is in force, or because it is the default. */
    private static final Set<String> NOT_SHOWN = Set.of("subtree_check", "acl", "no_pnfs");
    /** Accepted, and not to be seen in the table; {@code insecure} only where the kernel's nfsd is loaded. */
    private static final Set<String> WITHOUT_TRACE =
            Set.of("secure", "secure_locks", "insecure_locks", "auth_nlm", "no_auth_nlm");

    private static final Set<String> ALONE =
            Set.of("crossmnt", "insecure", "security_label", "mp", "mountpoint", "nordirplus");
    private static final Set<String> WITH_VALUE =
            Set.of("mp", "mountpoint", "fsid", "anonuid", "anongid", "refer", "replicas", "sec", "xprtsec");
    /** Options with a value of which the table shows just what was given. */
    private static final Set<String> PLAIN_VALUES = Set.of("anonuid", "anongid");

    private ExportOptions() {}

    static List<String> split(String options) {
        return options.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(options.split(",", -1)));
    }

    /** The first option that exportfs does not know; it aborts there, and everything after is withdrawn. */
    static Optional<String> unknown(List<String> options) {
        return options.stream()
                .filter(option -> !SWITCHES.containsKey(option)
                        && !WITHOUT_TRACE.contains(option)
                        && !ALONE.contains(option)
                        && !(option.contains("=")
                                && WITH_VALUE.contains(name(option))
                                && !value(option).isEmpty()))
                .findFirst();
    }

    /** What a list of options means, for comparing two of them. */
    static Map<String, String> meaning(List<String> options) {
        Map<String, String> meaning = new LinkedHashMap<>(DEFAULTS);
        for (String option : options) {
            String key = SWITCHES.getOrDefault(option, canonical(name(option)));
            meaning.put(key, option.contains("=") ? value(option) : option.equals("mp") ? "mountpoint" : option);
        }
        meaning.remove("secure");
        meaning.computeIfPresent("acl", (key, value) -> value.equals("acl") ? null : value);
        meaning.computeIfPresent("pnfs", (key, value) -> value.equals("no_pnfs") ? null : value);
        return meaning;
    }

    /** What the table will show, sorted; unknown for options that exportfs rewrites. */
    static Answer<List<String>> shown(List<String> options) {
        Map<String, String> switches = new LinkedHashMap<>(DEFAULTS);
        List<String> shown = new ArrayList<>();
        String security = "sec=sys";
        for (String option : options) {
            if (SWITCHES.containsKey(option)) {
                switches.put(SWITCHES.get(option), option);
            } else if (option.startsWith("sec=") && options.indexOf(option) == 0) {
                security = option;
            } else if (PLAIN_VALUES.contains(name(option))) {
                if (!value(option).equals("65534")) {
                    shown.add(option);
                }
            } else if (option.equals("mp") || option.equals("mountpoint")) {
                shown.add("mountpoint");
            } else if (ALONE.contains(option) && !option.equals("insecure")) {
                shown.add(option);
            } else if (!WITHOUT_TRACE.contains(option)) {
                return Answer.unknown("how exportfs writes '" + option + "'");
            }
        }
        shown.add(security);
        switches.values().stream().filter(each -> !NOT_SHOWN.contains(each)).forEach(shown::add);
        return Answer.of(shown.stream().distinct().sorted().toList());
    }

    private static String canonical(String name) {
        return name.equals("mp") ? "mountpoint" : name;
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static String value(String option) {
        return option.substring(option.indexOf('=') + 1);
    }
}
