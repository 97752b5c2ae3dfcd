package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * All visible logical volumes, by group and name. {@code lvs} prints:
 *
 * <pre>{"report":[{"lv":[{"vg_name":"ssd", "lv_name":"ssd-data", "lv_attr":"twi-aotz--", "lv_size":"644245094400",
 * "pool_lv":"", "origin":"", "lv_metadata_size":"6442450944", "lv_layout":"thin,pool", "lv_health_status":""}]}]}</pre>
 *
 * <p>How full a pool is, and whether a volume is open, is left out: it changes while nobody changes anything.
 */
public record LogicalVolumes() implements ShellFact<List<LogicalVolume>> {
    static final Comparator<LogicalVolume> ORDER =
            Comparator.comparing(LogicalVolume::group).thenComparing(LogicalVolume::name);
    /** The letters of lvs(8), "lv_attr", first character. */
    private static final String KINDS = "CmMoOrRsSpvitTVeEdDlg-";

    @Override
    public Set<Name> names() {
        return LvmReport.ALTERING_COMMANDS;
    }

    @Override
    public String describe() {
        return "the logical volumes";
    }

    @Override
    public Script script() {
        return LvmReport.script(
                "lvs", "vg_name,lv_name,lv_attr,lv_size,pool_lv,origin,lv_metadata_size,lv_layout,lv_health_status");
    }

    @Override
    public List<LogicalVolume> parse(Output output) {
        return LvmReport.rows(describe(), "lv", output).stream()
                .map(this::volume)
                .sorted(ORDER)
                .toList();
    }

    private LogicalVolume volume(LvmReport row) {
        String attributes = row.text("lv_attr");
        if (attributes.length() < 10 || KINDS.indexOf(attributes.charAt(0)) < 0) {
            throw new UnparsableOutputException(describe(), "'" + attributes + "' are not attributes of a volume");
        }
        boolean pool = attributes.charAt(0) == 't';
        return new LogicalVolume(
                row.text("vg_name"),
                row.text("lv_name"),
                kind(attributes.charAt(0), row.text("lv_layout")),
                row.size("lv_size"),
                pool ? row.size("lv_metadata_size") : new ByteSize(0),
                row.text("pool_lv"),
                row.text("origin"),
                attributes.charAt(4) == 'a',
                row.text("lv_health_status"));
    }

    private static LogicalVolume.Kind kind(char letter, String layout) {
        return switch (letter) {
            case 't' -> LogicalVolume.Kind.THIN_POOL;
            case 'V' -> LogicalVolume.Kind.THIN;
            case 's', 'S' -> LogicalVolume.Kind.SNAPSHOT;
            case '-', 'o' -> "linear".equals(layout) ? LogicalVolume.Kind.LINEAR : LogicalVolume.Kind.OTHER;
            default -> LogicalVolume.Kind.OTHER;
        };
    }
}
