package dev.sluice.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Permission bits as a runbook gives them: octal ({@code 0644}, {@code "644"}) or symbolic ({@code u=rw,g+r,o-rwx}).
 * Symbolic modes follow chmod(1) of GNU coreutils, {@code X} included, without regard to the umask. {@code preserve}
 * stands for the bits of the file that is copied.
 *
 * @param text as written
 */
public record FileMode(String text) {
    private static final String PRESERVE = "preserve";
    private static final Pattern OCTAL = Pattern.compile("0?o?[0-7]{1,5}");
    private static final Pattern CLAUSE = Pattern.compile("([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)");
    private static final Pattern ACTION = Pattern.compile("([-+=])([ugo]|[rwxXst]*)");

    public FileMode {
        if (!text.equals(PRESERVE) && !OCTAL.matcher(text).matches() && !isSymbolic(text)) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a valid file mode; write it in octal, e.g. 0644, or symbolically, e.g. u=rw,g=r,o=");
        }
    }

    private static boolean isSymbolic(String text) {
        for (String clause : text.split(",", -1)) {
            if (!CLAUSE.matcher(clause).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bits are those of the file that is copied; {@link #apply} then leaves the bits as they are. */
    public boolean preserves() {
        return text.equals(PRESERVE);
    }

    /** The bits, given those the file has now. */
    public int apply(int current, boolean directory) {
        if (preserves()) {
            return current;
        }
        if (OCTAL.matcher(text).matches()) {
            return Integer.parseInt(text.replace("o", ""), 8);
        }
        int bits = current;
        for (String clause : text.split(",", -1)) {
            Matcher parts = CLAUSE.matcher(clause);
            if (parts.matches()) {
                bits = applyClause(bits, parts.group(1), parts.group(2), directory);
            }
        }
        return bits;
    }

    private static int applyClause(int start, String who, String actions, boolean directory) {
        String subjects = who.isEmpty() || who.contains("a") ? "ugo" : who;
        int bits = start;
        Matcher action = ACTION.matcher(actions);
        while (action.find()) {
            for (char subject : subjects.toCharArray()) {
                int shift = subject == 'u' ? 6 : subject == 'g' ? 3 : 0;
                int special = subject == 'u' ? 04000 : subject == 'g' ? 02000 : 01000;
                int wanted = wanted(bits, action.group(2), shift, special, directory);
                int mask = (7 << shift) | (directory && subject != 'o' ? 0 : special);
                bits = switch (action.group(1)) {
                    case "+" -> bits | wanted;
                    case "-" -> bits & ~wanted;
                    default -> (bits & ~mask) | wanted;
                };
            }
        }
        return bits;
    }

    private static int wanted(int bits, String permissions, int shift, int special, boolean directory) {
        int wanted = 0;
        for (char permission : permissions.toCharArray()) {
            wanted |= switch (permission) {
                case 'r' -> 4 << shift;
                case 'w' -> 2 << shift;
                case 'x' -> 1 << shift;
                case 'X' -> directory || (bits & 0111) != 0 ? 1 << shift : 0;
                case 's' -> special == 01000 ? 0 : special;
                case 't' -> 01000;
                case 'u' -> ((bits >> 6) & 7) << shift;
                case 'g' -> ((bits >> 3) & 7) << shift;
                default -> (bits & 7) << shift;
            };
        }
        return wanted;
    }

    /** Bits as Ansible writes them: four octal digits. */
    public static String format(int bits) {
        return String.format(java.util.Locale.ROOT, "%04o", bits);
    }

    @Override
    public String toString() {
        return text;
    }
}
