package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated Proxmox VE hands out no secret, and all the same a second apply finds nothing to do. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulatedTokenTest {
    @TempDir
    Path directory;

    @Test
    void aSecondApplyChangesNothing() throws Exception {
        Path facts = Path.of("../inventory/sandbox.facts.json").toAbsolutePath().normalize();
        Files.writeString(directory.resolve("hosts.yml"), """
                all:
                  hosts:
                    pve:
                  vars:
                    ansible_user: root
                    ansible_connection: sandbox
                    sandbox_facts: %s
                    sandbox_state: %s/state.json
                """.formatted(facts, directory));
        Files.writeString(directory.resolve("token.yml"), """
                - hosts: pve
                  gather_facts: false
                  tasks:
                    - pveum: { role: { id: CSI, privs: [VM.Audit, Datastore.Audit] } }
                    - pveum: { user: { id: csi@pve, comment: storage driver } }
                    - pveum: { token: { user: csi@pve, id: csi, store: { path: secrets.yml, key: csi_token } } }
                    - pveum: { acl: { path: /, roles: CSI, users: csi@pve, tokens: "csi@pve!csi" } }
                """);

        assertThat(apply()).isEqualTo(2);
        assertThat(apply()).isZero();
        assertThat(directory.resolve("secrets.yml")).doesNotExist();
    }

    private int apply() throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(
                directory, "apply", "--yes", "--detailed-exitcode", "-i", "hosts.yml", "token.yml")) {
            String said = sluice.awaitEnd();
            assertThat(said).doesNotContain("did not come true").doesNotContain("undecided");
            return sluice.exitCode();
        }
    }
}
