package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often a run turns to its targets. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoundTripsTest {
    private static final Pattern APPLIED = Pattern.compile("6 changed on 1 target .* (\\d+) round trips?\\)");

    @TempDir
    Path directory;

    private String sluice(String... arguments) throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }

    @Test
    void changesAndTheProofOfThemAreOneRoundTrip() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { base: "{{ playbook_dir }}/made" }
                  tasks:
                    - file: { path: "{{ base }}", state: directory, mode: "0750" }
                    - copy: { dest: "{{ base }}/a", content: "a = 1\\n", mode: "0644" }
                    - lineinfile: { path: "{{ base }}/a", line: "b = 2" }
                    - file: { path: "{{ base }}/link", src: a, state: link }
                    - file: { path: "{{ base }}/a", mode: "0600" }
                    - copy: { dest: "{{ base }}/b", content: "no end" }
                    - copy: { dest: "{{ base }}/a", content: "a = 1\\nb = 2\\n" }
                """);

        String said = sluice("apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml");

        Matcher applied = APPLIED.matcher(said);
        assertThat(applied.find()).as(said).isTrue();
        assertThat(applied.group(1)).as(said).isEqualTo("1");
        assertThat(directory.resolve("made/a")).hasContent("a = 1\nb = 2\n");
    }

    @Test
    void aHostThatTheCheckCannotReachIsNotTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket refusing = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread server = new Thread(() -> refuseAll(refusing, attempts), "refusing");
            server.setDaemon(true);
            server.start();
            Files.writeString(directory.resolve("known_hosts"), "");
            Files.writeString(
                    directory.resolve("inventory"),
                    "far ansible_host=127.0.0.1 ansible_port=" + refusing.getLocalPort()
                            + "\nnear ansible_connection=local\n",
                    StandardCharsets.UTF_8);
            Files.writeString(directory.resolve("site.yml"), """
                    - hosts: all
                      gather_facts: false
                      tasks:
                        - copy: { dest: "{{ playbook_dir }}/{{ inventory_hostname }}", content: "x" }
                    """);

            String said = sluice("apply", "--yes", "-i", "inventory", "site.yml");

            assertThat(said).contains("unreachable");
            assertThat(directory.resolve("near")).hasContent("x");
            assertThat(attempts).as(said).hasValue(1);
        }
    }

    private static void refuseAll(ServerSocket refusing, AtomicInteger attempts) {
        while (!refusing.isClosed()) {
            try (Socket client = refusing.accept()) {
                attempts.incrementAndGet();
                client.getOutputStream().write("SSH-1.5-too old\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
