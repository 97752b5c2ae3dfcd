package dev.sluice.modules.system.kernel;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.modules.system.GivenWorld;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.setup.NodeName;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Plan;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelModulesTest {
    @TempDir
    Path directory;

    private Path file;
    private ModuleTester tester;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(directory.resolve("sysctl.conf"), "# kept\nvm.swappiness = 60\nvm.swappiness=50\n");
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void a_setting_is_kept_in_one_line() throws IOException {
        tester.runTwice(sysctl("vm.swappiness", "10", SysctlModule.State.PRESENT));
        tester.runTwice(sysctl("fs.file-max", "100000", SysctlModule.State.PRESENT));

        assertThat(Files.readString(file)).isEqualTo("# kept\nvm.swappiness=10\nfs.file-max=100000\n");
    }

    @Test
    void absent_takes_every_line_of_the_setting_away() throws IOException {
        tester.runTwice(sysctl("vm.swappiness", null, SysctlModule.State.ABSENT));

        assertThat(Files.readString(file)).isEqualTo("# kept\n");
    }

    @Test
    void a_setting_in_use_is_compared_field_by_field_and_set() {
        GivenWorld host = given(file.toString(), "net.ipv4.tcp_rmem=4096 131072 6291456\n")
                .with(new KernelSetting("net.ipv4.tcp_rmem"), "ok\n4096\t131072\t6291456\n");
        SysctlModule.Parameters same = wish("net.ipv4.tcp_rmem", "4096 131072 6291456");
        assertThat(host.check(new SysctlModule(), same).changes()).isEmpty();

        Plan plan = host.check(new SysctlModule(), wish("net.ipv4.tcp_rmem", "4096 131072 8388608"));

        assertThat(plan.changes()).hasSize(2);
        assertThat(host.get(new KernelSetting("net.ipv4.tcp_rmem"))).isEqualTo(Optional.of("4096 131072 8388608"));
    }

    @Test
    void a_setting_that_the_kernel_does_not_know_fails() {
        var report = tester.run(task(
                new SysctlModule(),
                new SysctlModule.Parameters(
                        "no.such.setting", "1", SysctlModule.State.PRESENT, file.toString(), true, true, false)));

        assertThat(report.message()).contains("has no setting no.such.setting");
    }

    @Test
    void a_host_is_named_now_and_for_the_next_boot() {
        GivenWorld host = given("/etc/hostname", "old\n").with(new NodeName(), "old\n");

        Plan plan = host.check(new HostnameModule(), new HostnameModule.Parameters("pve1", null));

        assertThat(plan.changes()).extracting("what").containsExactly("name at boot", "name");
        assertThat(host.get(new NodeName())).isEqualTo("pve1");
        assertThat(host.check(new HostnameModule(), new HostnameModule.Parameters("pve1", null))
                        .changes())
                .isEmpty();
    }

    private static GivenWorld given(String path, String text) {
        return new GivenWorld()
                .answering(new ContentOf(path), new Content(Content.State.READ, path, List.of(), Bytes.of(text)))
                .answering(
                        new FileAt(path),
                        new FileStatus(FileKind.FILE, path, List.of(), Attributes.unknown("test"), ""));
    }

    private ModuleTester.Task<?> sysctl(String name, String value, SysctlModule.State state) {
        return task(
                new SysctlModule(),
                new SysctlModule.Parameters(name, value, state, file.toString(), false, false, false));
    }

    private SysctlModule.Parameters wish(String name, String value) {
        return new SysctlModule.Parameters(name, value, SysctlModule.State.PRESENT, file.toString(), true, true, false);
    }
}
