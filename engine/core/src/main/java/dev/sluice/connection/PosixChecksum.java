package dev.sluice.connection;

import dev.sluice.spi.Bytes;

/** The checksum that cksum(1) prints, as POSIX defines it: a CRC-32 over the bytes and then over their number. */
final class PosixChecksum {
    private static final int POLYNOMIAL = 0x04C11DB7;

    private PosixChecksum() {}

    static long of(Bytes content) {
        int[] table = table();
        int crc = 0;
        for (byte each : content.toArray()) {
            crc = next(table, crc, each);
        }
        for (long length = content.size(); length != 0; length >>>= 8) {
            crc = next(table, crc, (int) length);
        }
        return ~crc & 0xffffffffL;
    }

    private static int next(int[] table, int crc, int value) {
        return (crc << 8) ^ table[((crc >>> 24) ^ value) & 0xff];
    }

    /** What each byte does to the sum. */
    private static int[] table() {
        int[] table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int crc = value << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
            table[value] = crc;
        }
        return table;
    }
}
