package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Password hashes for /etc/shadow by the SHA-crypt scheme ("Unix crypt using SHA-256 and SHA-512", U. Drepper, 2007).
 * Without {@code rounds} the counts are those of passlib 1.7, which is what Ansible uses.
 */
final class ShaCrypt {
    private static final String DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SALT = Pattern.compile("[./0-9A-Za-z]{0,16}");
    private static final int STANDARD_ROUNDS = 5000;
    private static final int LEAST_ROUNDS = 1000;
    private static final int MOST_ROUNDS = 999_999_999;

    private final String digestName;
    private final byte[] password;
    private final byte[] salt;
    private final int size;

    private ShaCrypt(String digestName, byte[] password, byte[] salt, int size) {
        this.digestName = digestName;
        this.password = password;
        this.salt = salt;
        this.size = size;
    }

    static String randomSalt(RandomGenerator random, int length) {
        if (length < 1 || length > 16) {
            throw new OperationException("the salt must have 1 to 16 characters");
        }
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < length; i++) {
            salt.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return salt.toString();
    }

    /**
     * Hashes a password.
     *
     * @param type {@code sha512} or {@code sha256}
     * @param givenRounds how often the hash is repeated; -1 for the usual number
     */
    static String hash(String type, String password, String salt, long givenRounds) {
        boolean large = type.equals("sha512");
        if (!large && !type.equals("sha256")) {
            throw new OperationException(
                    "'password_hash' cannot make a '" + type + "' hash", "use 'sha512' or 'sha256'");
        } else if (!SALT.matcher(salt).matches()) {
            throw new OperationException("a salt has at most 16 characters of ./0-9A-Za-z");
        }
        long rounds = givenRounds >= 0 ? givenRounds : large ? 656_000 : 535_000;
        if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new OperationException("rounds must be between " + LEAST_ROUNDS + " and " + MOST_ROUNDS);
        }
        ShaCrypt crypt = new ShaCrypt(
                type,
                password.getBytes(StandardCharsets.UTF_8),
                salt.getBytes(StandardCharsets.UTF_8),
                large ? 64 : 32);
        String prefix = rounds == STANDARD_ROUNDS ? "" : "rounds=" + rounds + "$";
        return (large ? "$6$" : "$5$") + prefix + salt + "$" + crypt.encode(crypt.digest(rounds));
    }

    private byte[] digest(long rounds) {
        byte[] current = first();
        byte[] passwords = sequence(repeated(password, password.length), password.length);
        byte[] salts = sequence(repeated(salt, 16 + (current[0] & 0xff)), salt.length);
        MessageDigest digest = EncodingFilters.digester(digestName);
        for (long round = 0; round < rounds; round++) {
            digest.update(round % 2 != 0 ? passwords : current);
            if (round % 3 != 0) {
                digest.update(salts);
            }
            if (round % 7 != 0) {
                digest.update(passwords);
            }
            digest.update(round % 2 != 0 ? current : passwords);
            current = digest.digest();
        }
        return current;
    }

    private byte[] first() {
        MessageDigest alternate = EncodingFilters.digester(digestName);
        alternate.update(password);
        alternate.update(salt);
        alternate.update(password);
        byte[] other = alternate.digest();
        MessageDigest digest = EncodingFilters.digester(digestName);
        digest.update(password);
        digest.update(salt);
        digest.update(sequence(other, password.length));
        for (int bits = password.length; bits > 0; bits >>= 1) {
            digest.update((bits & 1) != 0 ? other : password);
        }
        return digest.digest();
    }

    private byte[] repeated(byte[] bytes, int times) {
        MessageDigest digest = EncodingFilters.digester(digestName);
        for (int i = 0; i < times; i++) {
            digest.update(bytes);
        }
        return digest.digest();
    }

    /** The digest over and over, up to a length. */
    private byte[] sequence(byte[] digest, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = digest[i % size];
        }
        return out;
    }

    /** Takes three bytes at a time, each from a third of the digest, in an order that turns with every step. */
    private String encode(byte[] digest) {
        StringBuilder out = new StringBuilder();
        boolean large = size == 64;
        int third = size / 3;
        for (int i = 0; i < third; i++) {
            int turn = large ? i % 3 : (3 - i % 3) % 3;
            int[] order = {i, i + third, i + 2 * third};
            append(out, digest[order[turn]], digest[order[(turn + 1) % 3]], digest[order[(turn + 2) % 3]], 4);
        }
        if (large) {
            append(out, (byte) 0, (byte) 0, digest[63], 2);
        } else {
            append(out, (byte) 0, digest[31], digest[30], 3);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, byte high, byte middle, byte low, int count) {
        int word = (high & 0xff) << 16 | (middle & 0xff) << 8 | low & 0xff;
        for (int i = 0; i < count; i++) {
            out.append(DIGITS.charAt(word & 0x3f));
            word >>= 6;
        }
    }
}
