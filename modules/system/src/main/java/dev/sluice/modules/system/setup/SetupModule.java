package dev.sluice.modules.system.setup;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Gathers facts about the host, as Ansible's {@code setup}. */
public final class SetupModule implements Module<SetupModule.Parameters> {
    private static final Map<String, Pattern> SUBSETS = Map.of(
            "network", Pattern.compile("interfaces|all_ipv[46]_addresses|default_ipv[46]|dns"),
            "virtual", Pattern.compile("virtualization_.*"),
            "hardware",
                    Pattern.compile(
                            "bios_.*|board_.*|chassis_.*|product_.*|system_vendor|form_factor|devices|device_links|lvm"
                                    + "|mounts|mem.*|swap.*|processor.*|uptime_seconds|loadavg"));

    @Description(
            value = "Gathers facts about the host in one round trip. They are gathered by themselves when an expression"
                    + " first uses one, so this module is rarely needed. After a change that a check predicts, the facts"
                    + " that follow from it are predicted or unknown.",
            example = "- setup: gather_subset=network",
            returns = "ansible_facts: the facts, each with the prefix `ansible_`",
            refuses = {"fact_path: local facts are those of /etc/ansible/facts.d"})
    record Parameters(
            @Parameter(
                    value = "Which facts: `all`, `min`, `hardware`, `network`, `virtual`, or `!` and one of them.",
                    defaultValue = "all",
                    split = true)
            List<String> gather_subset,

            @Parameter(value = "Only facts whose names match one of these patterns (`*`, `?`).", split = true)
            List<String> filter,

            @Parameter(
                    value = "How long to wait for one fact, in seconds; accepted for compatibility with Ansible.",
                    defaultValue = "10")
            int gather_timeout) {}

    @Override
    public String name() {
        return "setup";
    }

    @Override
    public List<String> aliases() {
        return List.of("gather_facts");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public boolean gathersFacts() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        SystemFacts.Gathered gathered = facts.get(new SystemFacts());
        Map<String, Object> all = new TreeMap<>(gathered.stable());
        all.putAll(gathered.passing());
        Set<String> interfaces = all.get("interfaces") instanceof List<?> names
                ? Set.copyOf(names.stream()
                        .map(name -> String.valueOf(name).replaceAll("[-:.@]", "_"))
                        .toList())
                : Set.of();
        Map<String, Object> chosen = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (isIn(wanted.gather_subset(), name, interfaces) && passes(wanted.filter(), name)) {
                chosen.put("ansible_" + name, value);
            }
        });
        chosen.put("gather_subset", wanted.gather_subset());
        chosen.put("module_setup", true);
        return Plan.unchanged(Map.of("ansible_facts", chosen));
    }

    private static boolean isIn(List<String> subsets, String name, Set<String> interfaces) {
        String group = SUBSETS.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(interfaces.contains(name) ? "network" : "min");
        boolean onlyExclusions = subsets.stream().allMatch(each -> each.startsWith("!"));
        if (subsets.contains("!" + group) || (subsets.contains("!all") && !group.equals("min"))) {
            return subsets.contains(group);
        }
        return onlyExclusions || group.equals("min") || subsets.contains("all") || subsets.contains(group);
    }

    private static boolean passes(List<String> filters, String name) {
        return filters.isEmpty()
                || filters.stream().anyMatch(filter -> matches(filter, name) || matches(filter, "ansible_" + name));
    }

    private static boolean matches(String filter, String name) {
        String pattern = Pattern.quote(filter).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return name.matches(pattern);
    }
}
