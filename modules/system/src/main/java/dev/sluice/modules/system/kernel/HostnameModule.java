package dev.sluice.modules.system.kernel;

import dev.sluice.modules.system.files.TextFile;
import dev.sluice.modules.system.setup.HostNamed;
import dev.sluice.modules.system.setup.NodeName;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the host, as Ansible's {@code hostname}. */
public final class HostnameModule implements Module<HostnameModule.Parameters> {
    private static final int FILE_MODE = 0644;

    @Description(
            value =
                    "Gives the host a name, in the running kernel and in `/etc/hostname`. Facts that follow from the name"
                            + " are predicted in a check.",
            example = "- hostname: name=pve1",
            returns = {"name: the name", "ansible_facts: the facts that follow from it"})
    record Parameters(
            @Parameter(value = "The name.", required = true) String name,

            @Parameter(
                    "Accepted for compatibility with Ansible: `/etc/hostname` and the kernel are the same everywhere.")
            @Nullable
            String use) {}

    @Override
    public String name() {
        return "hostname";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String name = wanted.name();
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62})")) {
            throw new TaskFailure(
                    "'" + name + "' is not a valid host name", "use up to 63 letters, digits, dashes and dots");
        }
        TextFile file = TextFile.read(facts, "/etc/hostname");
        String now = facts.get(new NodeName());
        List<Change> changes = new ArrayList<>();
        if (!file.text().strip().equals(name)) {
            changes.add(file.rewritten(facts, "name at boot", name + "\n", FILE_MODE, null));
        }
        if (!now.equals(name)) {
            Script script = Script.of("""
                    if [ -d /run/systemd/system ] && command -v hostnamectl >/dev/null
                    then hostnamectl hostname {} 2>/dev/null || hostnamectl set-hostname {}
                    else hostname {}; fi""", name, name, name);
            changes.add(Change.of(
                    "the host", "name", now, name, List.of(Steps.Run.of(script)), List.of(new HostNamed(name))));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("ansible_facts", Map.of("ansible_hostname", name.split("\\.", 2)[0], "ansible_nodename", name));
        return Plan.changes(changes, values);
    }
}
