package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * All volume groups, by name. {@code vgs} prints:
 *
 * <pre>{"report":[{"vg":[{"vg_name":"sas", "vg_size":"2143289344", "vg_free":"1015021568", "vg_extent_size":"4194304",
 * "vg_missing_pv_count":"0"}]}]}</pre>
 */
public record VolumeGroups() implements ShellFact<List<VolumeGroup>> {
    @Override
    public Set<Name> names() {
        return LvmReport.ALTERING_COMMANDS;
    }

    @Override
    public String describe() {
        return "the volume groups";
    }

    @Override
    public Script script() {
        return LvmReport.script("vgs", "vg_name,vg_size,vg_free,vg_extent_size,vg_missing_pv_count");
    }

    @Override
    public List<VolumeGroup> parse(Output output) {
        return LvmReport.rows(describe(), "vg", output).stream()
                .map(this::group)
                .sorted(Comparator.comparing(VolumeGroup::name))
                .toList();
    }

    private VolumeGroup group(LvmReport row) {
        String missing = row.text("vg_missing_pv_count");
        if (!missing.matches("[0-9]{1,9}")) {
            throw new UnparsableOutputException(
                    describe(), "'" + missing + "' is not a number of missing physical volumes");
        }
        return new VolumeGroup(
                row.text("vg_name"),
                row.size("vg_size"),
                row.size("vg_free"),
                row.size("vg_extent_size"),
                Long.parseLong(missing));
    }
}
