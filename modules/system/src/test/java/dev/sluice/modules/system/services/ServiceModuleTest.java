package dev.sluice.modules.system.services;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sluice.modules.system.PrivateHost;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A System V init script of its own in a private {@code /etc}. */
class ServiceModuleTest {
    @TempDir
    Path directory;

    private PrivateHost host;
    private LocalShell shell;
    private ModuleTester tester;

    @BeforeEach
    void start() {
        assumeFalse(Files.isDirectory(Path.of("/run/systemd/system")), "needs a machine without systemd");
        host = PrivateHost.start();
        shell = host.shell();
        shell.run("""
                mkdir -p /etc/init.d
                cat >/etc/init.d/probe <<'EOF'
                #!/bin/sh
                ### BEGIN INIT INFO
                # Provides: probe
                # Required-Start:
                # Required-Stop:
                # Default-Start: 2 3 4 5
                # Default-Stop: 0 1 6
                ### END INIT INFO
                case $1 in start) touch %s;; stop) rm -f %s;; restart) touch %s;; status) [ -e %s ] || exit 3;; esac
                EOF
                chmod 755 /etc/init.d/probe
                """.replace("%s", directory + "/running"));
        tester = ModuleTester.on(shell, new DirectoryController(directory));
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void a_service_is_started_and_stopped_once() {
        Report started = tester.runTwice(service("probe", ServiceState.STARTED, null));
        assertThat(directory.resolve("running")).exists();
        Report stopped = tester.runTwice(service("probe", ServiceState.STOPPED, null));

        assertThat(started.status()).isEqualTo("changed");
        assertThat(stopped.status()).isEqualTo("changed");
        assertThat(directory.resolve("running")).doesNotExist();
    }

    @Test
    void a_restart_happens_each_time() {
        tester.run(service("probe", ServiceState.RESTARTED, null));
        Report again = tester.run(service("probe", ServiceState.RESTARTED, null));

        assertThat(again.status()).isEqualTo("changed");
    }

    @Test
    void a_missing_service_fails_with_its_name() {
        Report report = tester.run(service("nosuch", ServiceState.STARTED, null));

        assertThat(report.message()).contains("no such service: nosuch");
    }

    private static ModuleTester.Task<?> service(String name, ServiceState state, Boolean enabled) {
        return task(new ServiceModule(), new ServiceModule.Parameters(name, state, enabled, null, "default", "auto"));
    }
}
