package dev.sluice.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An encrypted text as {@code ansible-vault} writes it: a header line, and below it in lines of 80 hexadecimal digits
 * salt, checksum and cipher text, each of them in hexadecimal once more.
 *
 * @param label the vault id; empty for none
 */
record VaultText(String label, VaultCipher.Sealed sealed) {
    private static final String HEADER = "$ANSIBLE_VAULT;";
    private static final int LINE = 80;
    private static final HexFormat HEX = HexFormat.of();

    static boolean isOne(String text) {
        return text.startsWith(HEADER);
    }

    /**
     * Takes an encrypted text apart.
     *
     * @throws VaultException if it is none, of a format that is not known, or damaged
     */
    static VaultText parse(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0).split(";");
        if (!isOne(text) || header.length < 3) {
            throw new VaultException("not encrypted with ansible-vault", "it starts with $ANSIBLE_VAULT;1.1;AES256");
        }
        if (!header[2].equals("AES256") || !(header[1].equals("1.1") || header[1].equals("1.2"))) {
            throw new VaultException(
                    "this vault text has the format " + header[1] + " " + header[2],
                    "known are 1.1 and 1.2 with AES256; rekey it with a current ansible-vault");
        }
        return new VaultText(
                header.length > 3 ? header[3] : "", sealed(String.join("", lines.subList(1, lines.size()))));
    }

    private static VaultCipher.Sealed sealed(String hexadecimal) {
        try {
            String inner = new String(HEX.parseHex(hexadecimal), StandardCharsets.US_ASCII);
            List<byte[]> parts =
                    Arrays.stream(inner.split("\n")).map(HEX::parseHex).toList();
            if (parts.size() == 3) {
                return new VaultCipher.Sealed(parts.get(0), parts.get(1), parts.get(2));
            }
        } catch (IllegalArgumentException noHexadecimal) {
            // said below
        }
        throw VaultException.damaged();
    }

    /** The text as a file holds it, with a line break at its end. */
    String written() {
        String inner = String.join(
                "\n",
                HEX.formatHex(sealed.salt()),
                HEX.formatHex(sealed.checksum()),
                HEX.formatHex(sealed.cipherText()));
        String hexadecimal = HEX.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text =
                new StringBuilder(label.isEmpty() ? HEADER + "1.1;AES256" : HEADER + "1.2;AES256;" + label);
        for (int start = 0; start < hexadecimal.length(); start += LINE) {
            text.append('\n').append(hexadecimal, start, Math.min(hexadecimal.length(), start + LINE));
        }
        return text.append('\n').toString();
    }
}
