package dev.sluice.modules.storage.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Steps;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real exportfs in a mount namespace of its own: nothing of this machine's exports is touched. */
final class ExportsModuleTest {
    private static final List<String> RW = List.of("rw", "sync", "no_subtree_check", "no_root_squash");

    @TempDir
    Path directory;

    private Process holder;
    private LocalShell host;
    private ModuleTester tester;

    @BeforeEach
    void prepareAHost() throws IOException {
        boolean able = LocalShell.plain()
                .run("[ \"$(id -u)\" = 0 ] && command -v exportfs && unshare -m true")
                .succeeded();
        assumeTrue(able, "needs root, exportfs (nfs-kernel-server) and mount namespaces");
        Files.createDirectories(directory.resolve("srv/a"));
        Files.createDirectories(directory.resolve("srv/b c"));
        String setUp = """
                mkdir "$1/etc" && mount -t tmpfs etc "$1/etc"
                cp -L /etc/passwd /etc/group /etc/nsswitch.conf /etc/hosts "$1/etc"
                for f in resolv.conf protocols services netconfig nfs.conf; do
                  [ ! -e "/etc/$f" ] || cp -L "/etc/$f" "$1/etc"
                done
                mount --bind "$1/etc" /etc
                mount -t tmpfs nfs /var/lib/nfs && : >/var/lib/nfs/etab && : >/var/lib/nfs/rmtab
                echo ready
                exec cat
                """;
        holder = new ProcessBuilder(
                        "unshare", "--mount", "--propagation", "private", "sh", "-c", setUp, "sh", directory.toString())
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("ready");
        host = new LocalShell(List.of("nsenter", "--target", String.valueOf(holder.pid()), "--mount", "--"));
        tester = ModuleTester.on(host, new DirectoryController(directory));
    }

    @AfterEach
    void leaveTheHost() {
        if (holder != null) {
            holder.destroy();
        }
    }

    @Test
    void exportsADirectoryAndFindsItExported() {
        var report = run(present("srv/a", List.of("10.0.20.0/24"), RW));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(host.run("cat /etc/exports").text())
                .isEqualTo(directory + "/srv/a 10.0.20.0/24(rw,sync,no_subtree_check,no_root_squash)\n");
        assertThat(host.run("exportfs -s").text()).contains("10.0.20.0/24(").contains("no_root_squash");
        assertThat(run(present("srv/a", List.of("10.0.20.0/24"), RW)).status()).isEqualTo("ok");
    }

    @Test
    void keepsWhatIsThereAndChangesOptionsInPlace() {
        write("# mine\n" + directory + "/srv/a 10.0.20.0/24(ro,sync) 10.0.10.15(ro) # two\n");

        var report = run(present("srv/a", List.of("10.0.20.0/24"), RW));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(host.run("cat /etc/exports").text())
                .isEqualTo("# mine\n" + directory
                        + "/srv/a 10.0.20.0/24(rw,sync,no_subtree_check,no_root_squash) 10.0.10.15(ro) # two\n");
    }

    @Test
    void aDirectoryWithABlankInItsName() {
        assertThat(run(present("srv/b c", List.of("10.0.20.0/24", "*.example.org"), RW))
                        .status())
                .isEqualTo("changed");
        assertThat(run(present("srv/b c", List.of("10.0.20.0/24", "*.example.org"), RW))
                        .status())
                .isEqualTo("ok");
    }

    @Test
    void putsIntoForceWhatTheFileAlreadySays() {
        write(directory + "/srv/a 10.0.20.0/24(rw,sync,no_subtree_check,no_root_squash)\n");

        var report = run(present("srv/a", List.of("10.0.20.0/24"), RW));

        assertThat(report.changes()).hasSize(1);
        assertThat(host.run("exportfs -s").text()).contains("10.0.20.0/24(");
    }

    @Test
    void removesAnEntryAndWithdrawsIt() {
        run(present("srv/a", List.of("10.0.20.0/24", "10.0.10.15"), RW));

        var report = run(new ExportsParameters(
                directory + "/srv/a",
                List.of("10.0.10.15"),
                List.of(),
                ExportsParameters.State.ABSENT,
                "/etc/exports"));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(host.run("exportfs -s").text()).contains("10.0.20.0/24(").doesNotContain("10.0.10.15");
    }

    @Test
    void aFileOfItsOwnLeavesTheOthersInForce() {
        run(present("srv/a", List.of("10.0.20.0/24"), RW));
        host.run("mkdir -p /etc/exports.d");

        var report = run(new ExportsParameters(
                directory + "/srv/b c",
                List.of("10.0.20.0/24"),
                RW,
                ExportsParameters.State.PRESENT,
                "/etc/exports.d/media.exports"));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(host.run("exportfs -s").text().lines()).hasSize(2);
        assertThat(run(present("srv/a", List.of("10.0.20.0/24"), RW)).status()).isEqualTo("ok");
    }

    @Test
    void aBrokenLineOfSomebodyElseStopsItBeforeAnythingIsWithdrawn() {
        run(present("srv/a", List.of("10.0.20.0/24"), RW));
        host.run("echo '/srv/x *(rw, sync)' >>/etc/exports");

        var report = run(present("srv/b c", List.of("10.0.20.0/24"), RW));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("/etc/exports:2: bad list of options");
        assertThat(host.run("exportfs -s").text()).contains("10.0.20.0/24(");
    }

    @Test
    void anOptionStaysInItsList() {
        var report = run(present("srv/a", List.of("10.0.20.0/24"), List.of("refer=/x) *(rw")));

        assertThat(report.message()).contains("'refer=/x) *(rw' is not one option");
        assertThat(host.run("exportfs -s").text()).doesNotContain("*(");
    }

    @Test
    void aHostThatDoesNotResolveIsNotSilentlyLeftOut() {
        var report = run(present("srv/a", List.of("no-such-host.invalid"), RW));

        assertThat(report.message()).contains("does not resolve");
    }

    @Test
    void aDirectoryThatDoesNotExistIsNotExported() {
        assertThat(run(present("srv/none", List.of("10.0.20.0/24"), RW)).message())
                .contains("does not exist");
    }

    @Test
    void whatOnlyExportfsFindsLeavesTheRealFileAlone() {
        write("/tmp localhost(rw)\n");

        var outcome = host.perform(new Steps.Write(
                "/etc/exports",
                Bytes.of("/tmp localhost(rw)\n/tmp 127.0.0.1(ro)\n"),
                null,
                null,
                null,
                ExportsTrial.of("/etc/exports", List.of()),
                null));

        assertThat(outcome.failure()).contains("incompatible duplicated export entries");
        assertThat(host.run("cat /etc/exports").text()).isEqualTo("/tmp localhost(rw)\n");
    }

    private ModuleTester.Report run(ExportsParameters parameters) {
        return tester.run(ModuleTester.task(new ExportsModule(), parameters));
    }

    private ExportsParameters present(String name, List<String> clients, List<String> options) {
        return new ExportsParameters(
                directory + "/" + name, clients, options, ExportsParameters.State.PRESENT, "/etc/exports");
    }

    private void write(String text) {
        host.run("cat >/etc/exports", Bytes.of(text), java.util.Map.of(), null);
    }
}
