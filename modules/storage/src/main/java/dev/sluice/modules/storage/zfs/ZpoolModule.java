package dev.sluice.modules.storage.zfs;

import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports the health of a ZFS pool. Reads, and never changes anything. */
public final class ZpoolModule implements Module<ZpoolParameters> {
    private static final int SHOWN = 10;

    @Override
    public String name() {
        return "zpool";
    }

    @Override
    public Class<ZpoolParameters> parameters() {
        return ZpoolParameters.class;
    }

    @Override
    public Plan plan(ZpoolParameters wanted, Facts facts) {
        PoolHealth health = facts.get(new PoolStatus(wanted.pool()));
        List<String> critical = wanted.critical() == null
                ? List.of()
                : health.damaged().stream()
                        .filter(file -> wanted.critical().stream().anyMatch(file::startsWith))
                        .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", health.state());
        values.put("errors", health.errors());
        values.put("damaged", new ArrayList<Object>(health.damaged()));
        values.put("critical", new ArrayList<Object>(critical));
        values.put("scan", health.scan());
        if (!wanted.states().contains(health.state())) {
            throw new TaskFailure("pool '" + wanted.pool() + "' is " + health.state(), values);
        }
        if (!critical.isEmpty()) {
            throw new TaskFailure(
                    "pool '" + wanted.pool() + "' has damaged files that must not be migrated: " + shown(critical)
                            + "; restore them from the backup first",
                    values);
        }
        check(wanted, "errors", health.errors(), wanted.max_errors(), values);
        check(wanted, "damaged files and objects", health.damaged().size(), wanted.max_damaged(), values);
        return Plan.unchanged(values);
    }

    private static void check(
            ZpoolParameters wanted, String what, long count, @Nullable Long most, Map<String, Object> values) {
        if (most != null && count > most) {
            throw new TaskFailure(
                    "pool '" + wanted.pool() + "' has " + count + " " + what + ", more than the " + most + " allowed",
                    values);
        }
    }

    private static String shown(List<String> files) {
        List<String> first = files.subList(0, Math.min(SHOWN, files.size()));
        return String.join(", ", first) + (files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "");
    }

    @Override
    public boolean altersNothing() {
        return true;
    }
}
