package dev.sluice.modules.system.kernel;

import dev.sluice.modules.system.files.TextFile;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps kernel settings, as {@code ansible.posix.sysctl}. */
public final class SysctlModule implements Module<SysctlModule.Parameters> {
    private static final int FILE_MODE = 0644;

    /** Whether the setting is in the file. */
    enum State {
        ABSENT,
        PRESENT
    }

    @Description(
            value = "Keeps a kernel setting in a file that is read at boot, and with `sysctl_set` sets it at once. With"
                    + " `reload`, which is the default, a changed file takes effect at once too.",
            example = "- sysctl: name=net.ipv4.ip_forward value=1 sysctl_set=true")
    record Parameters(
            @Parameter(value = "The setting, e.g. `vm.swappiness`.", required = true, aliases = "key", line = true)
            String name,

            @Parameter(value = "Its value.", aliases = "val") @Nullable
            String value,

            @Parameter(value = "Whether it is in the file.", defaultValue = "present")
            State state,

            @Parameter(value = "The file to keep.", defaultValue = "/etc/sysctl.conf")
            String sysctl_file,

            @Parameter("Whether the running kernel is compared and set too.")
            boolean sysctl_set,

            @Parameter(value = "Whether a changed file is loaded.", defaultValue = "true")
            boolean reload,

            @Parameter("Whether settings that the kernel does not know are passed over.")
            boolean ignoreerrors) {}

    @Override
    public String name() {
        return "sysctl";
    }

    @Override
    public List<String> aliases() {
        return List.of("ansible.posix.sysctl");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        boolean present = wanted.state() == State.PRESENT;
        if (present && (wanted.value() == null || wanted.value().isBlank())) {
            throw new TaskFailure("the kernel setting " + wanted.name() + " needs a value");
        }
        String value = KernelSetting.normal(wanted.value() == null ? "" : wanted.value());
        List<Change> changes = new ArrayList<>();
        TextFile file = TextFile.read(facts, wanted.sysctl_file());
        String text = present ? with(file.lines(), wanted.name(), value) : without(file.lines(), wanted.name());
        boolean rewritten = text != null;
        if (text != null) {
            changes.add(file.rewritten(facts, wanted.name(), text, FILE_MODE, null));
        }
        if (present && (wanted.sysctl_set() || rewritten && wanted.reload())) {
            set(wanted, value, facts).ifPresent(changes::add);
        }
        return Plan.changes(changes, Map.of());
    }

    private static Optional<Change> set(Parameters wanted, String value, Facts facts) {
        Optional<String> now = facts.get(new KernelSetting(wanted.name()));
        if (now.isEmpty() && wanted.ignoreerrors()) {
            return Optional.empty();
        }
        if (now.isEmpty()) {
            throw new TaskFailure(
                    "the kernel of this host has no setting " + wanted.name() + "",
                    "check the name, load the module that brings it, or set ignoreerrors: true");
        }
        if (now.get().equals(value)) {
            return Optional.empty();
        }
        return Optional.of(Change.of(
                wanted.name(),
                "value in use",
                now.get(),
                value,
                List.of(Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\nsysctl -w {}", wanted.name() + "=" + value)),
                List.of(new KernelSet(wanted.name(), value))));
    }

    /** The text with the setting, or null if it is there already. A repeated line would win, so only one is kept. */
    private static @Nullable String with(List<String> lines, String key, String value) {
        List<String> changed = new ArrayList<>();
        boolean found = false;
        for (String line : lines) {
            if (!isAbout(line, key)) {
                changed.add(line);
            } else if (!found) {
                found = true;
                boolean same = KernelSetting.normal(line.substring(line.indexOf('=') + 1))
                        .equals(value);
                changed.add(same ? line : key + "=" + value);
            }
        }
        if (!found) {
            changed.add(key + "=" + value);
        }
        return changed.equals(lines) ? null : String.join("\n", changed) + "\n";
    }

    private static @Nullable String without(List<String> lines, String key) {
        List<String> changed =
                lines.stream().filter(line -> !isAbout(line, key)).toList();
        return changed.equals(lines) ? null : changed.isEmpty() ? "" : String.join("\n", changed) + "\n";
    }

    private static boolean isAbout(String line, String key) {
        String plain = line.strip().replaceFirst("^-\\s*", "");
        int equals = plain.indexOf('=');
        return equals > 0
                && !plain.startsWith("#")
                && !plain.startsWith(";")
                && plain.substring(0, equals).strip().replace('/', '.').equals(key.replace('/', '.'));
    }
}
