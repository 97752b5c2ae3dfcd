package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How large the spare is that each volume group keeps for repairing a thin pool's metadata (lvmthin(7), "Spare metadata
 * LV"): as large as the largest metadata in the group. Groups without a spare are absent. It is a hidden volume, which
 * {@code lvs -a} shows in brackets:
 *
 * <pre>{"report":[{"lv":[{"vg_name":"ssd", "lv_name":"[lvol0_pmspare]", "lv_size":"6442450944"}]}]}</pre>
 */
public record MetadataSpares() implements ShellFact<Map<String, ByteSize>> {
    @Override
    public Set<Name> names() {
        return LvmReport.ALTERING_COMMANDS;
    }

    @Override
    public String describe() {
        return "the spares for the metadata of thin pools";
    }

    @Override
    public Script script() {
        return LvmReport.script("lvs", "vg_name,lv_name,lv_size -a");
    }

    @Override
    public Map<String, ByteSize> parse(Output output) {
        Map<String, ByteSize> spares = new TreeMap<>();
        for (LvmReport row : LvmReport.rows(describe(), "lv", output)) {
            if (row.text("lv_name").endsWith("_pmspare]")) {
                spares.put(row.text("vg_name"), row.size("lv_size"));
            }
        }
        return spares;
    }
}
