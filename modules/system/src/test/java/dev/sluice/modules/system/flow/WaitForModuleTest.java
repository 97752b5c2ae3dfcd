package dev.sluice.modules.system.flow;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitForModuleTest {
    @TempDir
    Path directory;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void an_open_port_is_found_and_nothing_counts_as_changed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Report report = tester.run(port(socket.getLocalPort(), WaitState.STARTED));

            assertThat(report.status()).isEqualTo("ok");
            assertThat(report.values()).containsEntry("elapsed", 0L).containsEntry("state", "started");
            assertThat(met(portParameters(socket.getLocalPort(), WaitState.STOPPED)))
                    .isFalse();
            assertThat(met(portParameters(socket.getLocalPort(), WaitState.DRAINED)))
                    .isTrue();
        }
    }

    @Test
    void a_closed_port_fails_when_the_time_is_over() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Report report = tester.run(port(port, WaitState.STARTED));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.values()).containsEntry("msg", "Timeout when waiting for 127.0.0.1:" + port);
        assertThat(met(portParameters(port, WaitState.STOPPED))).isTrue();
    }

    @Test
    void a_file_is_waited_for_to_come_to_go_and_to_match() throws IOException {
        Path file = Files.writeString(directory.resolve("log file"), "start\nlistening on 2049\n");

        assertThat(met(path(file, WaitState.PRESENT, null))).isTrue();
        assertThat(met(path(file, WaitState.ABSENT, null))).isFalse();
        assertThat(met(path(file, WaitState.STARTED, "^listening on [0-9]+$"))).isTrue();
        assertThat(met(path(file, WaitState.STARTED, "^stopped"))).isFalse();
        assertThat(met(path(directory.resolve("nosuch"), WaitState.ABSENT, null)))
                .isTrue();
    }

    @Test
    void a_match_is_found_as_python_finds_it_and_its_groups_are_told() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "start\nlistening on 2049 for nfs_server\n");

        Report report = tester.run(task(
                new WaitForModule(), path(file, WaitState.STARTED, "^listening on (\\d+) for (?P<the_name>\\w+)$")));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(report.values())
                .containsEntry("match_groups", List.of("2049", "nfs_server"))
                .containsEntry("match_groupdict", Map.of("the_name", "nfs_server"));
    }

    @Test
    void a_port_that_says_what_is_waited_for_is_found() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(socket));
            greeter.start();

            Report report = tester.run(task(
                    new WaitForModule(),
                    new WaitForModule.Parameters(
                            "127.0.0.1",
                            socket.getLocalPort(),
                            null,
                            "OpenSSH_(\\d)",
                            WaitState.STARTED,
                            5,
                            0,
                            1,
                            1,
                            null)));

            assertThat(report.values()).containsEntry("match_groups", List.of("9"));
        }
    }

    private static void greet(ServerSocket socket) {
        try (Socket caller = socket.accept()) {
            caller.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Test
    void a_wrong_pattern_is_found_in_the_check() {
        Report report = tester.run(task(new WaitForModule(), path(directory, WaitState.STARTED, "(unclosed")));

        assertThat(report.message())
                .contains("search_regex: the regular expression '(unclosed' is not valid: unclosed group");
    }

    private static boolean met(WaitForModule.Parameters parameters) {
        return LocalShell.plain().run(WaitCondition.script(parameters)).succeeded();
    }

    private static ModuleTester.Task<?> port(int port, WaitState state) {
        return task(new WaitForModule(), portParameters(port, state));
    }

    private static WaitForModule.Parameters portParameters(int port, WaitState state) {
        return new WaitForModule.Parameters("127.0.0.1", port, null, null, state, 1, 0, 1, 2, null);
    }

    private static WaitForModule.Parameters path(Path file, WaitState state, String regex) {
        return new WaitForModule.Parameters("127.0.0.1", null, file.toString(), regex, state, 1, 0, 1, 2, null);
    }
}
