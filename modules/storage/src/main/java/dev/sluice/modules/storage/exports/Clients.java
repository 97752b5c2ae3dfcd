package dev.sluice.modules.storage.exports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client's name says (exports(5), "Machine Name Formats"). */
final class Clients {
    private static final Pattern MASKED = Pattern.compile("([0-9.]+)/([0-9]+)\\.([0-9]+)\\.([0-9]+)\\.([0-9]+)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+(/[0-9.]+)?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(/[0-9]+)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\\.?");

    private Clients() {}

    /** Whether two names mean the same client as far as their text tells. */
    static boolean same(String one, String other) {
        return canonical(one).equalsIgnoreCase(canonical(other));
    }

    /** A network with its prefix length instead of a mask. */
    static String canonical(String name) {
        Matcher masked = MASKED.matcher(name);
        if (!masked.matches()) {
            return name;
        }
        int bits = 0;
        for (int group = 2; group <= 5; group++) {
            bits += Integer.bitCount(Integer.parseInt(masked.group(group)));
        }
        return masked.group(1) + "/" + bits;
    }

    /** Whether it is a host's name, which has to resolve or the client is silently left out. */
    static boolean isHost(String name) {
        return HOST.matcher(name).matches() && !ADDRESS.matcher(name).matches();
    }
}
