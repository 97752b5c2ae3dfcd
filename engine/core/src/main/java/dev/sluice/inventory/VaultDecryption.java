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

    /** What was encrypted, with what opened it: whoever writes it again uses the same. */
    record Opened(byte[] content, Secret password, String label) {
        /**
         * The clear text.
         *
         * @throws VaultException if it is none
         */
        Secret clear() {
            return new Secret(text(content));
        }
    }

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
        Secret secret = decrypt(tagged.text().strip());
        announced(secret);
        return secret;
    }

    void announced(Secret secret) {
        announce.accept(secret);
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

    /**
     * A file's content in the clear. Of an encrypted file it is announced, if it is a text.
     *
     * @return the same array if the file is not encrypted
     * @throws VaultException if it cannot be decrypted
     */
    public byte[] file(byte[] content) {
        if (!VaultText.isOne(new String(content, 0, Math.min(content.length, 64), StandardCharsets.ISO_8859_1))) {
            return content;
        }
        byte[] clear =
                open(new String(content, StandardCharsets.ISO_8859_1).strip()).content();
        decoded(clear).ifPresent(text -> announce.accept(new Secret(text)));
        return clear.clone();
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
                return new Opened(clear.get(), password, label);
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
        return decoded(clear)
                .orElseThrow(
                        () -> new VaultException("the decrypted value is not UTF-8", "only texts can be variables"));
    }

    private static Optional<String> decoded(byte[] clear) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(clear))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
