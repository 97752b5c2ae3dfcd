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

/** Reads what {@code ansible-vault} encrypted, formats 1.1 and 1.2. Thread-safe; every text is decrypted once. */
public final class VaultDecryption {
    private final VaultPasswords passwords;
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();

    /** A clear text with what opened it: whoever writes it again uses the same. */
    record Opened(Secret clear, Secret password, String label) {}

    public VaultDecryption(VaultPasswords passwords) {
        this.passwords = passwords;
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
        return decrypt(tagged.text().strip());
    }

    /**
     * The clear text of an encrypted one.
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
