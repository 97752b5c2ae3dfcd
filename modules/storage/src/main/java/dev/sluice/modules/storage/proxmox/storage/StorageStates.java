package dev.sluice.modules.storage.proxmox.storage;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which storages work on this node: {@code active}, {@code inactive} or {@code disabled} (also for those of other
 * nodes), by id. {@code pvesm status} exits with 0 whatever it finds. Proxmox VE 8 prints this, 9 adds {@code (KiB)} to
 * the titles; how full they are is left out, it changes by itself.
 *
 * <pre>
 * Name             Type     Status           Total            Used       Available        %
 * local-lvm     lvmthin     active     10485760000      1234567890      9251192110   11.77%
 * old               nfs   inactive               0               0               0    0.00%
 * </pre>
 */
public record StorageStates() implements ShellFact<Map<String, String>> {
    private static final Set<String> STATES = Set.of("active", "inactive", "disabled");

    @Override
    public Set<Name> names() {
        return Name.programs("pvesm", "/etc/pve/storage.cfg");
    }

    @Override
    public String describe() {
        return "the states of storages";
    }

    @Override
    public Script script() {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                timeout 120 pvesm status
                """);
    }

    @Override
    public Map<String, String> parse(Output output) {
        List<String> lines = output.text().lines().toList();
        if (!output.succeeded() || lines.isEmpty() || !lines.get(0).matches("Name\\s+Type\\s+Status\\s.*")) {
            throw new UnparsableOutputException(
                    describe(),
                    "pvesm status exited with " + output.exitCode() + ": " + output.text()
                            + output.errorText().strip());
        }
        Map<String, String> states = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 4 || !STATES.contains(words[2])) {
                throw new UnparsableOutputException(describe(), "expected 'name type status ...' but got: " + line);
            }
            states.put(words[0], words[2]);
        }
        return states;
    }
}
