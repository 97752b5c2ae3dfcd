package dev.sluice.inventory;

import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads what {@code ansible-vault} encrypted, formats 1.1 and 1.2. Thread-safe; every text is decrypted once. */
public final class VaultDecryption {
    private final VaultPasswords passwords;
    private final Consumer<Secret> announce;
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();

    /** A clear text with what opened it: whoever writes it again uses the same. */
    record Opened(Secret clear, Secret password, String label) {}

    /** For a program that shows no value. */
    public VaultDecryption(VaultPasswords passwords) {
        this(passwords, secret -> {});
    }

    /**
     * @param announce is told every decrypted value before anyone can use it; for a file that is encrypted as a whole,
     *     the values in it
     */
    public VaultDecryption(VaultPasswords passwords, Consumer<Secret> announce) {
        this.passwords = passwords;
        this.announce = announce;
    }

    /** Whether a text is an encrypted one. */
    public static boolean isEncrypted(String text) {
        return VaultText.isOne(text);
    }

    /**
     * The clear text of a value tagged {@code !vault}.
     *
     * @return a secret text
     * @throws VaultException if it cannot be decrypted
     */
    public Secret decrypt(Tagged tagged) {
        return announced(decrypt(tagged.text().strip()));
    }

    Secret announced(Secret secret) {
        announce.accept(secret);
        return secret;
    }

    /**
     * The clear text of an encrypted one. It is not announced: a whole file holds more than secrets.
     *
     * @return a secret text
     * @throws VaultException if it cannot be decrypted
     */
    public Secret decrypt(String text) {
        return open(text).clear();
    }

    /** As {@link #decrypt(String)}, with what opened it. */
    Opened open(String text) {
        return opened.computeIfAbsent(text, this::openOnce);
    }

    private Opened openOnce(String text) {
        VaultText parsed = VaultText.parse(text);
        String label = parsed.label();
        List<Secret> candidates = passwords.candidates(label);
        for (Secret password : candidates) {
            Optional<byte[]> clear =
                    VaultCipher.open(parsed.sealed(), password.value().toString());
            if (clear.isPresent()) {
                return new Opened(new Secret(text(clear.get())), password, label);
            }
        }
        String named = label.isEmpty() ? "" : " with the vault id '" + label + "'";
        throw candidates.isEmpty()
                ? new VaultException(
                        "an encrypted value" + named + " needs a password",
                        "name a file that holds it with --vault-password-file")
                : new VaultException(
                        "no vault password opens the encrypted value" + named,
                        "the password is wrong, or the text was altered");
    }

    private static String text(byte[] clear) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(clear))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new VaultException("the decrypted value is not UTF-8", "only texts can be variables");
        }
    }
}
