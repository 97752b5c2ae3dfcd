package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * Password hashes for /etc/shadow by the SHA-crypt scheme ("Unix crypt using SHA-256 and SHA-512", U. Drepper, 2007).
 * Without {@code rounds} the counts are those of passlib 1.7, which is what Ansible uses.
 */
final class ShaCrypt {
    private static final String DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SALT = Pattern.compile("[./0-9A-Za-z]{1,16}");
    private static final int STANDARD_ROUNDS = 5000;
    private static final int LEAST_ROUNDS = 1000;
    private static final int MOST_ROUNDS = 999_999_999;

    private ShaCrypt() {}

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
            throw new OperationException("a salt has 1 to 16 characters of ./0-9A-Za-z");
        }
        long rounds = givenRounds >= 0 ? givenRounds : large ? 656_000 : 535_000;
        if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new OperationException("rounds must be between " + LEAST_ROUNDS + " and " + MOST_ROUNDS);
        }
        // passlib leaves the standard number out
        String repeated = rounds == STANDARD_ROUNDS ? "" : "rounds=" + rounds + "$";
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return large
                ? Sha2Crypt.sha512Crypt(bytes, "$6$" + repeated + salt)
                : Sha2Crypt.sha256Crypt(bytes, "$5$" + repeated + salt);
    }
}
