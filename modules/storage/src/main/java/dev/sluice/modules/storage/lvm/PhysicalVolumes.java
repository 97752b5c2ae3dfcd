package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * All physical volumes, by device. {@code pvs} prints:
 *
 * <pre>{"report":[{"pv":[{"pv_name":"/dev/sda", "vg_name":"sas"}]}]}</pre>
 */
public record PhysicalVolumes() implements ShellFact<List<PhysicalVolume>> {
    static final Comparator<PhysicalVolume> ORDER =
            Comparator.comparing(PhysicalVolume::device).thenComparing(PhysicalVolume::group);

    @Override
    public Set<Name> names() {
        return LvmReport.ALTERING_COMMANDS;
    }

    @Override
    public String describe() {
        return "the physical volumes";
    }

    @Override
    public Script script() {
        return LvmReport.script("pvs", "pv_name,vg_name");
    }

    @Override
    public List<PhysicalVolume> parse(Output output) {
        return LvmReport.rows(describe(), "pv", output).stream()
                .map(row -> new PhysicalVolume(row.text("pv_name"), row.text("vg_name")))
                .sorted(ORDER)
                .toList();
    }
}
