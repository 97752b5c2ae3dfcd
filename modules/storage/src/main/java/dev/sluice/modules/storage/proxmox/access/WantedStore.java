package dev.sluice.modules.storage.proxmox.access;

import dev.sluice.spi.Parameter;

/** Where a token's secret is kept. */
record WantedStore(
        @Parameter(
                value = "A YAML file of variables, beside the runbook unless the path is absolute. It is made, mode"
                        + " 0600, if it is not there; its directory has to be.",
                required = true)
        String path,

        @Parameter(value = "The variable that holds the secret.", required = true)
        String key,

        @Parameter(
                value = "Whether the file is encrypted as `ansible-vault` does, with the password of"
                        + " `--vault-password-file`. Otherwise only its mode protects it.",
                defaultValue = "true")
        boolean encrypted) {
    WantedStore {
        AccessNames.require(!path.isBlank(), "'path' is empty");
        AccessNames.require(key.matches("[A-Za-z_][A-Za-z0-9_]*"), "'" + key + "' is not a valid variable name");
    }
}
