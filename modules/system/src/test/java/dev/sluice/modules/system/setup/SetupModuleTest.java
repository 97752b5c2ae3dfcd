package dev.sluice.modules.system.setup;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.modules.system.GivenWorld;
import dev.sluice.spi.Output;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupModuleTest {
    /** What changes from one moment to the next, or belongs to Ansible's own way of running. */
    private static final Set<String> MOVING = Set.of(
            "ansible_date_time",
            "ansible_env",
            "ansible_loadavg",
            "ansible_lvm",
            "ansible_devices",
            "ansible_memfree_mb",
            "ansible_memory_mb",
            "ansible_mounts",
            "ansible_uptime_seconds",
            "ansible_swapfree_mb");

    /** What only Ansible registers: about Python, tools that it looks for, and things that no runbook here needs. */
    private static final Set<String> LEFT_OUT = Set.of(
            "discovered_interpreter_python",
            "ansible_python",
            "ansible_python_version",
            "ansible_selinux_python_present",
            "ansible_fibre_channel_wwn",
            "ansible_hostnqn",
            "ansible_iscsi_iqn",
            "ansible_system_capabilities",
            "ansible_system_capabilities_enforced",
            "ansible_virtualization_tech_guest",
            "ansible_virtualization_tech_host");

    @TempDir
    Path directory;

    @Test
    void all_facts_agree_with_those_of_ansible() throws IOException {
        Output ansible = LocalShell.plain()
                .run(
                        "command -v ansible >/dev/null || exit 9; cd /; LC_ALL=C.UTF-8 ANSIBLE_NOCOLOR=1 ansible -i localhost, -m setup -c local localhost");
        assumeTrue(ansible.succeeded(), "needs ansible-core");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode theirs = mapper.readTree(
                        ansible.text().substring(ansible.text().indexOf('{')))
                .get("ansible_facts");

        JsonNode ours = mapper.valueToTree(gather(List.of("all"), List.of()));

        Map<String, String> different = new TreeMap<>();
        TreeSet<String> missing = new TreeSet<>();
        theirs.fieldNames().forEachRemaining(name -> {
            if (!ours.has(name)) {
                missing.add(name);
            } else if (!MOVING.contains(name) && !equal(theirs.get(name), ours.get(name))) {
                different.put(name, "ansible " + theirs.get(name) + ", sluice " + ours.get(name));
            }
        });
        assertThat(different).isEmpty();
        assertThat(missing).isSubsetOf(LEFT_OUT);
        for (String name : List.of("ansible_date_time", "ansible_memory_mb", "ansible_loadavg")) {
            assertThat(ours.get(name).fieldNames())
                    .toIterable()
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(() -> theirs.get(name).fieldNames());
        }
    }

    /** Numbers are compared as such and lists of names without order. */
    private static boolean equal(JsonNode theirs, JsonNode ours) {
        if (theirs.isNumber() && ours.isNumber()) {
            return theirs.asDouble() == ours.asDouble();
        }
        if (theirs.isArray() && ours.isArray() && theirs.size() == ours.size()) {
            TreeSet<String> left = new TreeSet<>();
            TreeSet<String> right = new TreeSet<>();
            theirs.forEach(each -> left.add(each.toString()));
            ours.forEach(each -> right.add(each.toString()));
            return left.equals(right);
        }
        return canonical(theirs).equals(canonical(ours));
    }

    private static String canonical(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        TreeMap<String, String> members = new TreeMap<>();
        node.fields().forEachRemaining(member -> members.put(member.getKey(), canonical(member.getValue())));
        return members.toString();
    }

    @Test
    void busybox_gathers_the_same() {
        Output full = LocalShell.plain().run(new SystemFacts().script());
        Output small = LocalShell.plain()
                .run("command -v busybox >/dev/null || exit 9; busybox sh <<'END'\n" + new SystemFacts().script()
                        + "\nEND");
        assumeTrue(small.succeeded(), "needs busybox");

        Map<String, Object> expected = new SystemFacts().parse(full).stable();
        Map<String, Object> actual = new SystemFacts().parse(small).stable();
        expected.remove("env");
        actual.remove("env");

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void each_interface_has_facts_of_its_own() {
        assumeTrue(LocalShell.plain().run("command -v ip").succeeded(), "needs iproute2");

        assertThat(gather(List.of("network"), List.of())).containsKey("ansible_lo");
    }

    @Test
    void facts_are_chosen_by_subset_and_filter() {
        assertThat(gather(List.of("!all"), List.of()))
                .containsKeys("ansible_distribution", "ansible_kernel")
                .doesNotContainKeys("ansible_memtotal_mb", "ansible_interfaces");
        assertThat(gather(List.of("network"), List.of()))
                .containsKeys("ansible_interfaces", "ansible_kernel")
                .doesNotContainKey("ansible_memtotal_mb");
        assertThat(gather(List.of("all"), List.of("ansible_mem*")).keySet())
                .containsExactlyInAnyOrder(
                        "ansible_memfree_mb",
                        "ansible_memory_mb",
                        "ansible_memtotal_mb",
                        "gather_subset",
                        "module_setup");
    }

    @Test
    void facts_follow_what_the_run_changes() {
        SystemFacts fact = new SystemFacts();
        String printed = LocalShell.plain().run(fact.script()).text();

        Map<String, Object> renamed = new GivenWorld()
                .with(fact, printed)
                .after(new HostNamed("pve2.example.org"))
                .get(fact)
                .stable();
        Map<String, Object> disturbed = new GivenWorld()
                .with(fact, printed)
                .after(new dev.sluice.spi.SuspectedEffect(Set.of("/etc/resolv.conf"), "why"))
                .get(fact)
                .stable();

        assertThat(renamed).containsEntry("hostname", "pve2").containsEntry("nodename", "pve2.example.org");
        assertThat(renamed.get("fqdn")).isInstanceOf(Unknown.class);
        assertThat(disturbed.get("dns")).isInstanceOf(Unknown.class);
        assertThat(disturbed.get("kernel")).isEqualTo(renamed.get("kernel")).isInstanceOf(String.class);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> gather(List<String> subset, List<String> filter) {
        ModuleTester tester = ModuleTester.local(new DirectoryController(directory));
        var plan = tester.run(task(new QuietSetup(), new SetupModule.Parameters(subset, filter, 10)));
        return (Map<String, Object>) plan.values().get("ansible_facts");
    }

    /** The module with its values out of the tester's comparison: the clock moves between check and apply. */
    private static final class QuietSetup implements dev.sluice.spi.Module<SetupModule.Parameters> {
        private final SetupModule module = new SetupModule();

        @Override
        public String name() {
            return module.name();
        }

        @Override
        public Class<SetupModule.Parameters> parameters() {
            return module.parameters();
        }

        @Override
        public dev.sluice.spi.Plan plan(SetupModule.Parameters wanted, dev.sluice.spi.Facts facts) {
            dev.sluice.spi.Plan plan = module.plan(wanted, facts);
            return dev.sluice.spi.Plan.unchanged(Map.of()).withCompletion(outcomes -> plan.values());
        }
    }
}
