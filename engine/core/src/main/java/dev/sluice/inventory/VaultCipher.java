package dev.sluice.inventory;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cipher of {@code ansible-vault}: AES-256 in counter mode with a key derived from the password by
 * PBKDF2-HMAC-SHA256 (10000 rounds), sealed by an HMAC-SHA256 ("Ansible Vault payload format 1.1 - 1.2" in Ansible's
 * documentation). What is encrypted is padded to whole blocks (PKCS #7).
 */
final class VaultCipher {
    /** How long a new salt is. */
    static final int SALT_BYTES = 32;

    private static final int ROUNDS = 10_000;
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    /** What stands in an encrypted text. */
    record Sealed(byte[] salt, byte[] checksum, byte[] cipherText) {}

    private VaultCipher() {}

    /**
     * The clear text; empty if the password is not the right one or the text was altered.
     *
     * @throws VaultException if the seal is right and the text is damaged all the same
     */
    static Optional<byte[]> open(Sealed sealed, String password) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] keys = keys(password, sealed.salt());
            if (!MessageDigest.isEqual(checksum(keys, sealed.cipherText()), sealed.checksum())) {
                return Optional.empty();
            }
            byte[] padded = cipher(Cipher.DECRYPT_MODE, keys).doFinal(sealed.cipherText());
            return Optional.of(withoutPadding(padded));
        } catch (GeneralSecurityException missing) {
            throw unsupported(missing);
        }
    }

    /**
     * Encrypts.
     *
     * @param salt {@value #SALT_BYTES} random bytes, never used before
     */
    static Sealed seal(byte[] clear, String password, byte[] salt) {
        try {
            byte[] keys = keys(password, salt);
            byte[] cipherText = cipher(Cipher.ENCRYPT_MODE, keys).doFinal(withPadding(clear));
            return new Sealed(salt, checksum(keys, cipherText), cipherText);
        } catch (GeneralSecurityException missing) {
            throw unsupported(missing);
        }
    }

    /** The key of the cipher, the key of the checksum and the first counter, one after the other. */
    private static byte[] keys(String password, byte[] salt) throws GeneralSecurityException {
        PBEKeySpec specification =
                new PBEKeySpec(password.toCharArray(), salt, ROUNDS, (2 * KEY_BYTES + BLOCK_BYTES) * Byte.SIZE);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(specification)
                .getEncoded();
    }

    private static byte[] checksum(byte[] keys, byte[] cipherText) throws GeneralSecurityException {
        Mac checksum = Mac.getInstance("HmacSHA256");
        checksum.init(new SecretKeySpec(keys, KEY_BYTES, KEY_BYTES, "HmacSHA256"));
        return checksum.doFinal(cipherText);
    }

    private static Cipher cipher(int mode, byte[] keys) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(keys, 0, KEY_BYTES, "AES"),
                new IvParameterSpec(keys, 2 * KEY_BYTES, BLOCK_BYTES));
        return cipher;
    }

    private static byte[] withPadding(byte[] clear) {
        int added = BLOCK_BYTES - clear.length % BLOCK_BYTES;
        byte[] padded = Arrays.copyOf(clear, clear.length + added);
        Arrays.fill(padded, clear.length, padded.length, (byte) added);
        return padded;
    }

    /** The last byte says how many bytes were added. */
    private static byte[] withoutPadding(byte[] padded) {
        int added = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (added < 1 || added > BLOCK_BYTES || added > padded.length) {
            throw VaultException.damaged();
        }
        return Arrays.copyOf(padded, padded.length - added);
    }

    private static IllegalStateException unsupported(GeneralSecurityException missing) {
        return new IllegalStateException("this Java has no AES or HMAC-SHA256", missing);
    }
}
