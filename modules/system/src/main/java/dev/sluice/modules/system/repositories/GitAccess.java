package dev.sluice.modules.system.repositories;

import dev.sluice.spi.Script;

/**
 * How git reaches a server over SSH. It never asks a person.
 *
 * @param acceptsNewKey whether the key of a server that is not known yet is accepted
 * @param keyFile a file on the host with the key to use; empty for what ssh takes by itself
 */
record GitAccess(boolean acceptsNewKey, String keyFile) {
    /** Assignments in front of git. */
    Script variables() {
        Script accepting = Script.of(acceptsNewKey ? " -o StrictHostKeyChecking=accept-new" : "");
        Script key = keyFile.isEmpty() ? Script.of("") : Script.of(" -i {} -o IdentitiesOnly=yes", keyFile);
        Script ssh = Script.of("ssh -o BatchMode=yes{}{}", accepting, key);
        return Script.of("GIT_TERMINAL_PROMPT=0 GIT_SSH_COMMAND={}", ssh.text());
    }
}
