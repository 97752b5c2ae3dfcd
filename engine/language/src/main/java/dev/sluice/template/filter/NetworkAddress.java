package dev.sluice.template.filter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address and the length of its network's prefix. Reading and writing never ask a name server.
 *
 * @param number the address as a number
 * @param bits 32 for IPv4, 128 for IPv6
 * @param prefix the length of the prefix, in bits
 * @param prefixGiven whether the text had one
 */
record NetworkAddress(BigInteger number, int bits, int prefix, boolean prefixGiven) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int PORTION = 16;

    /** Reads an address or network such as {@code 10.0.20.5/24}, or null if it is none. */
    static @Nullable NetworkAddress parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            return null;
        }
        int bits = bytes.length * 8;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
        return prefix < 0 ? null : new NetworkAddress(new BigInteger(1, bytes), bits, prefix, slash >= 0);
    }

    private static byte @Nullable [] bytes(String text) {
        boolean four = IPV4.matcher(text).matches();
        if (!four && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return four || bytes.length == 16 ? bytes : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The length of a prefix given as a number or as a mask; -1 if it is neither. */
    private static int prefix(String text, int bits) {
        if (!text.isEmpty() && text.length() < 4 && text.chars().allMatch(Character::isDigit)) {
            int prefix = Integer.parseInt(text);
            return prefix <= bits ? prefix : -1;
        }
        byte[] mask = bytes(text);
        if (mask == null || mask.length * 8 != bits) {
            return -1;
        }
        BigInteger inverse = new BigInteger(1, mask).xor(all(bits));
        boolean contiguous = inverse.and(inverse.add(BigInteger.ONE)).signum() == 0;
        return contiguous ? bits - inverse.bitLength() : -1;
    }

    private static BigInteger all(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    int version() {
        return bits == 32 ? 4 : 6;
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    boolean single() {
        return prefix == bits;
    }

    BigInteger hostMask() {
        return size().subtract(BigInteger.ONE);
    }

    BigInteger netMask() {
        return all(bits).xor(hostMask());
    }

    BigInteger network() {
        return number.and(netMask());
    }

    BigInteger last() {
        return network().add(hostMask());
    }

    boolean isNetwork() {
        return !single() && number.equals(network());
    }

    /** The first address of the network that a host can have. */
    BigInteger firstUsable() {
        return usesEnds() ? network() : network().add(BigInteger.ONE);
    }

    /** The last address of the network that a host can have. */
    BigInteger lastUsable() {
        return usesEnds() ? last() : last().subtract(BigInteger.ONE);
    }

    private boolean usesEnds() {
        return prefix >= bits - 1;
    }

    boolean contains(NetworkAddress other) {
        return bits == other.bits && network().compareTo(other.network()) <= 0 && last().compareTo(other.last()) >= 0;
    }

    NetworkAddress with(BigInteger address, int length) {
        return new NetworkAddress(address, bits, length, true);
    }

    boolean valid(BigInteger address) {
        return address.signum() >= 0 && address.bitLength() <= bits;
    }

    String text() {
        return text(number);
    }

    String withPrefix() {
        return text() + "/" + prefix;
    }

    /** Another address of the same version. */
    String text(BigInteger address) {
        return version() == 4 ? four(address) : six(address);
    }

    private static String four(BigInteger address) {
        long value = address.longValue();
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    /** The shortest form, with the longest run of zeros left out (RFC 5952). */
    private static String six(BigInteger address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = address.shiftRight(PORTION * (7 - i)).intValue() & 0xffff;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && groups[run] == 0) {
                run++;
            }
            if (run - i > length) {
                start = i;
                length = run - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                boolean separate = out.length() > 0 && !out.toString().endsWith(":");
                out.append(separate ? ":" : "").append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    /** The name under which a name server keeps the address's name. */
    String reverseName() {
        StringBuilder out = new StringBuilder();
        int portion = version() == 4 ? 8 : 4;
        for (int shift = 0; shift < bits; shift += portion) {
            int part = number.shiftRight(shift).intValue() & (1 << portion) - 1;
            out.append(version() == 4 ? Integer.toString(part) : Integer.toHexString(part))
                    .append('.');
        }
        return out.append(version() == 4 ? "in-addr.arpa." : "ip6.arpa.").toString();
    }

    boolean within(String... networks) {
        for (String network : networks) {
            NetworkAddress outer = parse(network);
            if (outer != null && outer.contains(new NetworkAddress(number, bits, bits, false))) {
                return true;
            }
        }
        return false;
    }

    boolean isPrivate() {
        return within("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7")
                || isLinkLocal();
    }

    boolean isLinkLocal() {
        return within("169.254.0.0/16", "fe80::/10");
    }

    boolean isLoopback() {
        return within("127.0.0.0/8", "::1/128");
    }

    boolean isMulticast() {
        return within("224.0.0.0/4", "ff00::/8");
    }
}
