package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.connection.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One machine under several names of the inventory. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoNamesTest {
    @TempDir
    Path directory;

    private @Nullable SshServer server;

    @BeforeEach
    void aHostWithThreeNames() throws IOException, InterruptedException {
        assumeTrue(SshServer.isInstalled());
        server = SshServer.start(Files.createDirectory(directory.resolve("sshd")));
        Map<String, Object> configured = new LinkedHashMap<>(server.variables());
        configured.put("ansible_ssh_extra_args", "-o HostName=" + configured.put("ansible_host", "other.example.org"));
        StringBuilder text = new StringBuilder("all:\n  hosts:\n");
        Map.of("a", server.variables(), "b", server.variables(), "c", configured)
                .forEach((name, variables) -> {
                    text.append("    ").append(name).append(":\n");
                    variables.forEach((key, value) -> text.append("      %s: \"%s\"%n".formatted(key, value)));
                });
        Files.writeString(directory.resolve("hosts.yml"), text);
    }

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    private String apply(String runbook) throws Exception {
        Files.writeString(directory.resolve("site.yml"), runbook);
        try (SluiceProcess sluice = SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.yml", "site.yml")) {
            return sluice.awaitEnd();
        }
    }

    @Test
    void whatIsDoneUnderOneNameIsSeenUnderTheOthers() throws Exception {
        String said = apply("""
                - hosts: a,b,c
                  gather_facts: false
                  tasks:
                    - stat: { path: "{{ playbook_dir }}/made" }
                - hosts: a
                  gather_facts: false
                  tasks:
                    - copy: { content: one, dest: "{{ playbook_dir }}/made" }
                - hosts: b,c
                  gather_facts: false
                  tasks:
                    - slurp: { src: "{{ playbook_dir }}/made" }
                      register: made
                    - copy:
                        content: "{{ made.content | b64decode }}"
                        dest: "{{ playbook_dir }}/{{ inventory_hostname }}"
                """);

        assertThat(said).contains("they agree for all");
        assertThat(directory.resolve("b")).hasContent("one");
        assertThat(directory.resolve("c")).hasContent("one");
    }

    @Test
    void aTaskIsRunUnderOneNameAfterTheOther() throws Exception {
        String said = apply("""
                - hosts: a,b,c
                  gather_facts: false
                  tasks:
                    - copy: { content: one, dest: "{{ playbook_dir }}/made" }
                    - shell: test ! -e busy && touch busy && sleep 0.3 && rm busy
                      args: { chdir: "{{ playbook_dir }}" }
                """);

        assertThat(said).contains("they agree for all").doesNotContain("failed");
    }
}
