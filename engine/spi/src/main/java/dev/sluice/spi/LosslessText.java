package dev.sluice.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that loses nothing: a byte that is not UTF-8 becomes a lone low surrogate (U+DC80 to U+DCFF), which no text has, and
 * is that byte again when the text is encoded. Python calls this {@code surrogateescape} (PEP 383).
 */
final class LosslessText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int FIRST = 0xDC80;
    private static final int LAST = 0xDCFF;

    private LosslessText() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeCarefully(bytes);
    }

    private static String decodeCarefully(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int count = result.length(); count > 0; count--) {
                out.put((char) (FIRST + (in.get() & 0x7F)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    static byte[] encode(String text) {
        int escaped = escaped(text, 0);
        if (escaped < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int start = 0;
        while (escaped >= 0) {
            bytes.writeBytes(text.substring(start, escaped).getBytes(StandardCharsets.UTF_8));
            bytes.write(text.charAt(escaped) - FIRST + 0x80);
            start = escaped + 1;
            escaped = escaped(text, start);
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Whether a text stands for bytes that are not UTF-8. */
    static boolean hasEscapes(String text) {
        return escaped(text, 0) >= 0;
    }

    /** Where the next byte stands that is not UTF-8; -1 if there is none. */
    private static int escaped(String text, int from) {
        for (int index = from; index < text.length(); index++) {
            char each = text.charAt(index);
            boolean lone = index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
            if (each >= FIRST && each <= LAST && lone) {
                return index;
            }
        }
        return -1;
    }
}
