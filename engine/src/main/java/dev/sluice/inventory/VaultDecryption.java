package dev.sluice.inventory;

import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads what {@code ansible-vault} encrypted, formats 1.1 and 1.2: AES-256 in counter mode with a key derived from the
 * password by PBKDF2-HMAC-SHA256 (10000 rounds), checked by an HMAC-SHA256 ("Ansible Vault payload format" in Ansible's
 * documentation). Thread-safe; every text is decrypted once.
 */
public final class VaultDecryption {
    private static final String HEADER = "$ANSIBLE_VAULT;";
    private static final int ROUNDS = 10_000;
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final VaultPasswords passwords;
    private final Map<String, Secret> decrypted = new ConcurrentHashMap<>();

    public VaultDecryption(VaultPasswords passwords) {
        this.passwords = passwords;
    }

    /** Whether a text is an encrypted one. */
    public static boolean isEncrypted(String text) {
        return text.startsWith(HEADER);
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
        return decrypted.computeIfAbsent(text, this::decryptOnce);
    }

    private Secret decryptOnce(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0).split(";");
        if (!isEncrypted(text) || header.length < 3) {
            throw new VaultException("this is no vault text", "it starts with $ANSIBLE_VAULT;1.1;AES256");
        }
        if (!header[2].equals("AES256") || !(header[1].equals("1.1") || header[1].equals("1.2"))) {
            throw new VaultException(
                    "this vault text has the format " + header[1] + " " + header[2],
                    "known are 1.1 and 1.2 with AES256; rekey it with a current ansible-vault");
        }
        String label = header.length > 3 ? header[3] : "";
        List<byte[]> parts = parts(String.join("", lines.subList(1, lines.size())));
        List<Secret> candidates = passwords.candidates(label);
        for (Secret password : candidates) {
            Optional<byte[]> clear = tryPassword(parts, password.value().toString());
            if (clear.isPresent()) {
                return new Secret(text(clear.get()));
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

    /** Salt, checksum and cipher text. */
    private static List<byte[]> parts(String hexadecimal) {
        try {
            String inner = new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.US_ASCII);
            String[] lines = inner.split("\n");
            if (lines.length == 3) {
                return Arrays.stream(lines).map(HexFormat.of()::parseHex).toList();
            }
        } catch (IllegalArgumentException noHexadecimal) {
            // said below
        }
        throw new VaultException("this vault text is damaged", "encrypt it again, or restore it from a copy");
    }

    private static Optional<byte[]> tryPassword(List<byte[]> parts, String password) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        try {
            PBEKeySpec specification = new PBEKeySpec(
                    password.toCharArray(), parts.get(0), ROUNDS, (2 * KEY_BYTES + BLOCK_BYTES) * Byte.SIZE);
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
            Mac checksum = Mac.getInstance("HmacSHA256");
            checksum.init(new SecretKeySpec(derived, KEY_BYTES, KEY_BYTES, "HmacSHA256"));
            if (!MessageDigest.isEqual(checksum.doFinal(parts.get(2)), parts.get(1))) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
                    new IvParameterSpec(derived, 2 * KEY_BYTES, BLOCK_BYTES));
            return Optional.of(withoutPadding(cipher.doFinal(parts.get(2))));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no AES or HMAC-SHA256", missing);
        }
    }

    /** PKCS #7: the last byte says how many bytes were added. */
    private static byte[] withoutPadding(byte[] padded) {
        int added = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (added < 1 || added > BLOCK_BYTES || added > padded.length) {
            throw new VaultException("this vault text is damaged", "encrypt it again, or restore it from a copy");
        }
        return Arrays.copyOf(padded, padded.length - added);
    }
}
