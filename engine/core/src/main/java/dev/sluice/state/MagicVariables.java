package dev.sluice.state;

import dev.sluice.runbook.Role;
import dev.sluice.spi.value.Omitted;
import dev.sluice.variables.Hosts;
import dev.sluice.variables.RunOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variables that the language itself defines ("Special variables" in Ansible's documentation), each in one place. */
public final class MagicVariables {
    private static final Map<String, Function<Use, @Nullable Object>> EVERYWHERE = everywhere();
    private static final Map<String, Function<Role, @Nullable Object>> IN_A_ROLE = Map.of(
            "role_path", role -> absolute(role.directory()),
            "role_name", Role::name,
            "ansible_role_name", Role::name);
    private static final Set<String> NAMES = Stream.of(EVERYWHERE, IN_A_ROLE)
            .flatMap(variables -> variables.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private MagicVariables() {}

    /**
     * Where variables are used: the phase and the run are those of the scopes.
     *
     * @param role the role that the task belongs to; null for none
     */
    record Use(
            ScopeFactory scopes, HostState host, @Nullable Role role) {
        /** The names that are defined there. */
        Set<String> names() {
            return role == null ? EVERYWHERE.keySet() : NAMES;
        }

        /** What one of the names stands for. */
        @Nullable
        Object value(String name) {
            Function<Role, @Nullable Object> ofRole = IN_A_ROLE.get(name);
            if (ofRole != null && role != null) {
                return ofRole.apply(role);
            }
            return Objects.requireNonNull(EVERYWHERE.get(name), name).apply(this);
        }

        private PhaseContext phase() {
            return scopes.phase();
        }

        private RunOptions options() {
            return scopes.options();
        }

        private Hosts hosts() {
            return scopes.hosts();
        }
    }

    /** The names of all of them. */
    public static Set<String> names() {
        return NAMES;
    }

    private static Map<String, Function<Use, @Nullable Object>> everywhere() {
        Map<String, Function<Use, @Nullable Object>> magic = new LinkedHashMap<>();
        addInventory(magic);
        addPlay(magic);
        addRun(magic);
        return Collections.unmodifiableMap(magic);
    }

    private static void addInventory(Map<String, Function<Use, @Nullable Object>> magic) {
        magic.put("inventory_hostname", use -> use.host().name());
        magic.put("inventory_hostname_short", use -> use.host().name().split("\\.", 2)[0]);
        magic.put("group_names", use -> use.hosts().groupsOf(use.host().name()));
        magic.put("groups", use -> use.hosts().groups());
        magic.put("inventory_dir", use -> use.hosts().directory());
        magic.put("inventory_file", use -> use.hosts().file());
        magic.put("hostvars", use -> use.scopes().hostVariables(use.host()));
        magic.put("vars", use -> use.scopes().variables(use.host()));
        magic.put("ansible_facts", use -> use.scopes().facts(use.host()));
    }

    private static void addPlay(Map<String, Function<Use, @Nullable Object>> magic) {
        magic.put("ansible_play_name", use -> use.phase().phase().name());
        magic.put("ansible_play_hosts_all", use -> use.phase().hosts());
        magic.put("ansible_play_hosts", use -> use.phase().active());
        magic.put("play_hosts", use -> use.phase().active());
        magic.put("ansible_play_batch", use -> use.phase().batch());
        magic.put("playbook_dir", use -> absolute(use.phase().phase().directory()));
        magic.put("ansible_play_role_names", use -> use.phase().listedRoles());
        magic.put("role_names", use -> use.phase().listedRoles());
        magic.put("ansible_role_names", use -> use.phase().roleNames());
        magic.put(
                "ansible_dependent_role_names",
                use -> use.phase().roleNames().stream()
                        .filter(role -> !use.phase().listedRoles().contains(role))
                        .toList());
    }

    private static void addRun(Map<String, Function<Use, @Nullable Object>> magic) {
        magic.put("ansible_check_mode", use -> false);
        magic.put("ansible_diff_mode", use -> use.options().display().difference());
        magic.put("ansible_verbosity", use -> (long) use.options().display().verbosity());
        magic.put("ansible_forks", use -> (long) use.options().pace().forks());
        magic.put("ansible_run_tags", use -> {
            List<String> only = use.options().tags().only();
            return only.isEmpty() ? List.of("all") : only;
        });
        magic.put("ansible_skip_tags", use -> use.options().tags().skip());
        magic.put("ansible_version", use -> version());
        magic.put("omit", use -> Omitted.OMITTED);
    }

    private static String absolute(Path directory) {
        return directory.toAbsolutePath().toString();
    }

    /** The language is that of this release of ansible-core. */
    private static Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("full", "2.14.0");
        version.put("string", "2.14.0");
        version.put("major", 2L);
        version.put("minor", 14L);
        version.put("revision", 0L);
        return version;
    }
}
