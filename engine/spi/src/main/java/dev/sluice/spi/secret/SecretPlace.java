package dev.sluice.spi.secret;

/**
 * Where a secret is kept: under a key in a YAML file of the controller, so that {@code vars_files} reads it back.
 *
 * @param file the absolute path of the file
 * @param key the name of the variable
 * @param encrypted whether the file as a whole is encrypted as {@code ansible-vault} does; else only its mode, 0600,
 *     protects it
 */
public record SecretPlace(String file, String key, boolean encrypted) {
    /** For messages: {@code 'key' in file}. */
    public String describe() {
        return "'" + key + "' in " + file;
    }
}
