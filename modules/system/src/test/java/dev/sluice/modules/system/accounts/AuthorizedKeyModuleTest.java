package dev.sluice.modules.system.accounts;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.modules.system.PrivateHost;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizedKeyModuleTest {
    private static final String FIRST = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFirst first@example.org";
    private static final String SECOND = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAISecond second@example.org";

    private PrivateHost host;
    private LocalShell shell;
    private ModuleTester tester;

    @BeforeEach
    void start(@TempDir Path directory) {
        host = PrivateHost.start();
        shell = host.shell();
        tester = ModuleTester.on(shell, new DirectoryController(directory));
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void keys_are_added_once_with_directory_owner_and_mode() {
        tester.runTwice(key(FIRST, GroupModule.State.PRESENT, null, false));
        tester.runTwice(key(SECOND, GroupModule.State.PRESENT, "no-pty", false));

        assertThat(shell.run("cat /root/.ssh/authorized_keys; stat -c '%a %U' /root/.ssh /root/.ssh/authorized_keys")
                        .text())
                .isEqualTo(FIRST + "\nno-pty " + SECOND + "\n700 root\n600 root\n");
    }

    @Test
    void a_key_is_removed_whatever_its_comment_and_exclusive_keeps_no_other() {
        tester.run(key(FIRST + "\n" + SECOND, GroupModule.State.PRESENT, null, false));

        tester.runTwice(key(FIRST.replace("first@example.org", "x"), GroupModule.State.ABSENT, null, false));
        assertThat(shell.run("cat /root/.ssh/authorized_keys").text()).isEqualTo(SECOND + "\n");
        tester.runTwice(key(FIRST, GroupModule.State.PRESENT, null, true));
        assertThat(shell.run("cat /root/.ssh/authorized_keys").text()).isEqualTo(FIRST + "\n");
    }

    @Test
    void what_is_no_key_fails() {
        Report report = tester.run(key("garbage", GroupModule.State.PRESENT, null, false));

        assertThat(report.message()).contains("no public key in: garbage");
    }

    private static ModuleTester.Task<?> key(String key, GroupModule.State state, String options, boolean exclusive) {
        return task(
                new AuthorizedKeyModule(),
                new AuthorizedKeyModule.Parameters("root", key, state, null, options, null, exclusive, true));
    }
}
