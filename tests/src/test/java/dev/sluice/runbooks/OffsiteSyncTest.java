package dev.sluice.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OffsiteSyncTest {
    @TempDir
    Path directory;

    private StubbedScript script;

    @BeforeEach
    void prepare() {
        script = StubbedScript.of("offsite-sync.sh", directory);
        script.write("source/photos/1.jpg", "picture");
        script.write("excludes", "prometheus/**\n");
        script.write("settings", """
                SOURCE=%1$s/source
                DESTINATION=nas:/Backup/shares
                EXCLUDES=%1$s/excludes
                MAX_DELETE=500
                STATE=%1$s/state
                PUSHGATEWAY=http://10.0.20.1:9091/
                """.formatted(directory));
        script.with("OFFSITE_PATH", script.searchPath())
                .with("OFFSITE_SETTINGS", directory.resolve("settings").toString())
                .with("OFFSITE_LOCK", directory.resolve("lock").toString())
                .stub("rclone", "")
                .stub("mountpoint", "")
                .stub("curl", "cat >" + directory.resolve("metrics"));
    }

    @Test
    void copiesAndDeletesNothing() throws IOException {
        var result = script.run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.callsOf("rclone"))
                .containsExactly("rclone copy --stats-one-line --stats 10m --verbose --exclude-from " + directory
                        + "/excludes " + directory + "/source nas:/Backup/shares");
        assertThat(directory.resolve("state/last-incremental")).exists();
        assertThat(metrics())
                .contains("\noffsite_sync_last_status 0\n", "offsite_sync_last_success_timestamp ")
                .containsPattern("offsite_sync_source_bytes [0-9]+");
    }

    @Test
    void aFullRunDeletesOnlySoMuch() {
        var result = script.run("--full");

        assertThat(result.callsOf("rclone"))
                .singleElement()
                .asString()
                .startsWith("rclone sync ")
                .contains(" --max-delete 500 ");
        assertThat(directory.resolve("state/last-full")).exists();
    }

    @Test
    void aFailureOfRcloneIsTheRunsFailureAndLeavesTheMarkerAlone() throws IOException {
        script.write("state/last-incremental", "2026-03-01T00:00:00Z\n");
        script.stub("rclone", "echo transferring; exit 5");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(directory.resolve("state/last-incremental")).hasContent("2026-03-01T00:00:00Z\n");
        assertThat(metrics()).contains("\noffsite_sync_last_status 5\n").doesNotContain("last_success");
    }

    @Test
    void anUnmountedSourceIsNeverSynchronised() throws IOException {
        script.stub("mountpoint", "exit 1");

        var result = script.run("--full");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("is not mounted");
        assertThat(result.callsOf("rclone")).isEmpty();
        assertThat(metrics()).contains("\noffsite_sync_last_status 1\n");
    }

    @Test
    void anEmptySourceIsNeverSynchronised() throws IOException {
        Files.delete(directory.resolve("source/photos/1.jpg"));
        Files.delete(directory.resolve("source/photos"));
        Files.createDirectory(directory.resolve("source/lost+found"));

        var result = script.run("--full");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("is empty");
        assertThat(result.callsOf("rclone")).isEmpty();
    }

    @Test
    void aMissingListOfExcludesStopsIt() throws IOException {
        Files.delete(directory.resolve("excludes"));

        assertThat(script.run().exitCode()).isEqualTo(1);
        assertThat(script.run().callsOf("rclone")).isEmpty();
    }

    @Test
    void aMarkerThatCannotBeWrittenIsAFailure() throws IOException {
        script.write("state", "a file where the directory should be");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(metrics()).contains("\noffsite_sync_last_status 1\n");
    }

    @Test
    void theTestOnlyListsTheDestinationAndReportsNothing() {
        var result = script.run("--test");

        assertThat(result.exitCode()).isZero();
        assertThat(result.callsOf("rclone")).containsExactly("rclone lsf --max-depth 1 nas:/Backup/shares");
        assertThat(result.callsOf("curl")).isEmpty();
    }

    @Test
    void aSecondIncrementalRunStepsBack() {
        script.stub("flock", "exit 1");

        var result = script.run();

        assertThat(result.exitCode()).isEqualTo(75);
        assertThat(result.callsOf("rclone")).isEmpty();
        assertThat(result.callsOf("flock")).containsExactly("flock --wait 0 9");
    }

    @Test
    void anUnknownArgumentIsRefused() {
        assertThat(script.run("--ful").exitCode()).isEqualTo(64);
    }

    private String metrics() throws IOException {
        return Files.readString(directory.resolve("metrics"));
    }
}
