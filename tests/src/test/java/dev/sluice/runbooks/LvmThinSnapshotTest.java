package dev.sluice.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LvmThinSnapshotTest {
    private static final String SETTINGS = """
            VOLUME_GROUPS='ssd pve'
            VOLUME_PATTERNS='csi-* vm-9999-pvc-*'
            RETENTION_DAYS=3
            PUSHGATEWAY=http://10.0.20.1:9091
            """;

    @TempDir
    Path directory;

    private StubbedScript script;

    @BeforeEach
    void prepare() {
        script = StubbedScript.of("lvm-thin-snapshot.sh", directory);
        script.with("SNAPSHOT_PATH", script.searchPath())
                .with("SNAPSHOT_SETTINGS", script.write("settings", SETTINGS).toString())
                .with("SNAPSHOT_LOCK", directory.resolve("lock").toString())
                .stub("lvcreate", "")
                .stub("lvremove", "")
                .stub("curl", "cat >" + directory.resolve("metrics"));
        volumes("ssd", "csi-db|Vwi-aotz--|ssd-data|", "ssd-data|twi-aotz--||", "vm-100-disk-0|Vwi-aotz--|ssd-data|");
        volumes("pve", "vm-9999-pvc-1|Vwi-aotz--|data|", "root|-wi-ao----||");
        percentages("12.50 3.10");
    }

    @Test
    void takesASnapshotOfEveryMatchingThinVolumeWithTheTimeInUtc() throws IOException {
        var result = script.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.callsOf("lvcreate")).hasSize(2).allMatch(call -> call.contains(" --snapshot "));
        assertThat(result.callsOf("lvcreate").get(0)).matches(".*--name csi-db-snap-[0-9]{12} ssd/csi-db");
        assertThat(result.callsOf("lvcreate").get(1)).endsWith(" pve/vm-9999-pvc-1");
        assertThat(metrics())
                .contains(
                        "\nlvm_snapshot_last_status 0\n",
                        "\nlvm_snapshot_taken 2\n",
                        "lvm_snapshot_last_success_timestamp ");
    }

    @Test
    void sendsItsMetricsWithALimitInTime() {
        assertThat(script.run().callsOf("curl"))
                .singleElement()
                .asString()
                .contains("--max-time")
                .endsWith("http://10.0.20.1:9091/metrics/job/lvm-snapshots");
    }

    @Test
    void removesOldSnapshotsAndKeepsTheNewestOfEachVolume() {
        volumes(
                "ssd",
                "csi-db|Vwi-aotz--|ssd-data|",
                "csi-db-snap-" + daysAgo(9) + "|Vwi---tz-k|ssd-data|csi-db",
                "csi-db-snap-" + daysAgo(5) + "|Vwi---tz-k|ssd-data|csi-db",
                "csi-db-snap-" + daysAgo(1) + "|Vwi---tz-k|ssd-data|csi-db",
                "csi-web-snap-" + daysAgo(8) + "|Vwi---tz-k|ssd-data|csi-web",
                "csi-web-snap-" + daysAgo(7) + "|Vwi---tz-k|ssd-data|csi-web");

        var result = script.run();

        assertThat(result.callsOf("lvremove"))
                .containsExactly(
                        "lvremove --yes ssd/csi-db-snap-" + daysAgo(5),
                        "lvremove --yes ssd/csi-db-snap-" + daysAgo(9),
                        "lvremove --yes ssd/csi-web-snap-" + daysAgo(8));
    }

    @Test
    void leavesAloneWhatItDidNotMake() {
        volumes(
                "ssd",
                "csi-db-snap-by-hand|Vwi---tz-k|ssd-data|csi-db",
                "csi-gone-snap-" + daysAgo(9) + "|Vwi---tz-k|ssd-data|",
                "vm-100-snap-" + daysAgo(9) + "|Vwi---tz-k|ssd-data|vm-100-disk-0",
                "vm-100-snap-" + daysAgo(8) + "|Vwi---tz-k|ssd-data|vm-100-disk-0");

        assertThat(script.run().callsOf("lvremove")).isEmpty();
    }

    @Test
    void aFailedSnapshotFailsTheRunButNotTheOthers() throws IOException {
        script.stub("lvcreate", "case $* in *csi-db*) exit 5;; esac");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.callsOf("lvcreate")).hasSize(2);
        assertThat(metrics())
                .contains("\nlvm_snapshot_last_status 1\n", "\nlvm_snapshot_taken 1\n", "\nlvm_snapshot_failures 1\n")
                .doesNotContain("last_success");
    }

    @Test
    void aFailedRemovalFailsTheRun() throws IOException {
        volumes(
                "ssd",
                "csi-db-snap-" + daysAgo(9) + "|Vwi---tz-k|ssd-data|csi-db",
                "csi-db-snap-" + daysAgo(1) + "|Vwi---tz-k|ssd-data|csi-db");
        script.stub("lvremove", "exit 5");

        assertThat(script.run().exitCode()).isEqualTo(1);
        assertThat(metrics()).contains("\nlvm_snapshot_last_status 1\n");
    }

    @Test
    void takesNoSnapshotInAPoolThatIsNearlyFull() throws IOException {
        percentages("96.00 3.10");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.callsOf("lvcreate")).isEmpty();
        assertThat(result.output()).contains("fuller than 90 %");
    }

    @Test
    void aGroupThatCannotBeListedFailsTheRun() throws IOException {
        script.stub("lvs", "exit 5");

        assertThat(script.run().exitCode()).isEqualTo(1);
        assertThat(metrics()).contains("\nlvm_snapshot_last_status 1\n");
    }

    @Test
    void withoutSettingsItFailsAndSaysSo() {
        var result = script.with("SNAPSHOT_SETTINGS", "/nonexistent").run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("cannot read /nonexistent");
    }

    @Test
    void aPushgatewayThatIsGoneDoesNotFailTheSnapshots() {
        script.stub("curl", "cat >/dev/null; exit 7");

        var result = script.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("could not push metrics");
    }

    @Test
    void aSecondRunAtTheSameTimeStepsBack() {
        script.stub("flock", "exit 1");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(75);
        assertThat(result.callsOf("lvcreate")).isEmpty();
        assertThat(result.callsOf("curl")).isEmpty();
    }

    private void volumes(String group, String... rows) {
        StringBuilder text = new StringBuilder();
        for (String row : rows) {
            text.append("  ").append(row).append('\n');
        }
        script.write("volumes-" + group, text.toString());
    }

    private void percentages(String percentages) {
        script.stub(
                "lvs",
                "case $* in *percent*) echo '  " + percentages + "';; *) for g; do :; done; cat " + directory
                        + "/volumes-$g;; esac");
    }

    private String metrics() throws IOException {
        return Files.readString(directory.resolve("metrics"));
    }

    private static String daysAgo(int days) {
        return ZonedDateTime.now(ZoneOffset.UTC)
                .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                .minusDays(days)
                .format(DateTimeFormatter.ofPattern("uuuuMMddHHmm"));
    }
}
