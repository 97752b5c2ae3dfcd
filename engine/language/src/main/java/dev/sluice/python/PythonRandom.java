package dev.sluice.python;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The Mersenne Twister (MT19937, Matsumoto and Nishimura, 1998) with the seeding of Python's {@code random.Random}, so
 * that a seed chooses the same here as in Ansible, e.g. the minute of a cron job from a host's name.
 */
public final class PythonRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int index = SIZE;

    private PythonRandom(int[] key) {
        seed(key);
    }

    /** A generator that is seeded as {@code Random(seed)} is, for a text or an integer. */
    public static PythonRandom seeded(Object seed) {
        if (Types.isInteger(seed) || seed instanceof Boolean) {
            return new PythonRandom(words(Numbers.integer(seed).abs()));
        } else if (seed instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] all = new byte[bytes.length + 64];
            System.arraycopy(bytes, 0, all, 0, bytes.length);
            System.arraycopy(sha512(bytes), 0, all, bytes.length, 64);
            return new PythonRandom(words(new BigInteger(1, all)));
        }
        throw new OperationException("a seed is a text or an integer, not a value of type '" + Types.name(seed) + "'");
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new OperationException("this Java has no SHA-512");
        }
    }

    private static int[] words(BigInteger number) {
        int[] words = new int[Math.max(1, (number.bitLength() + 31) / 32)];
        for (int i = 0; i < words.length; i++) {
            words[i] = number.shiftRight(32 * i).intValue();
        }
        return words;
    }

    private void seed(int[] key) {
        fill(19_650_218);
        int i = 1;
        int j = 0;
        for (int k = Math.max(SIZE, key.length); k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1_664_525) + key[j] + j;
            i = next(i);
            j = (j + 1) % key.length;
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1_566_083_941) - i;
            i = next(i);
        }
        state[0] = 0x8000_0000;
    }

    private int next(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1_812_433_253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    private int nextWord() {
        if (index == SIZE) {
            twist();
        }
        int word = state[index++];
        word ^= word >>> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        return word ^ word >>> 18;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int bits = state[i] & 0x8000_0000 | state[(i + 1) % SIZE] & 0x7fff_ffff;
            state[i] = state[(i + SHIFT) % SIZE] ^ bits >>> 1 ^ ((bits & 1) != 0 ? 0x9908b0df : 0);
        }
        index = 0;
    }

    /** A number from 0 up to, and without, the bound, which must be positive and below 2 to the 32. */
    public long below(long bound) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(bound);
        long number;
        do {
            number = (nextWord() & 0xffff_ffffL) >>> 32 - bits;
        } while (number >= bound);
        return number;
    }
}
