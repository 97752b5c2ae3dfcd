package dev.sluice.modules.system.flow;

import dev.sluice.spi.Shell;
import java.util.Locale;

/** A condition that {@code wait_for} waits for, as a script that exits with 0 once it is met. */
final class WaitCondition {
    private WaitCondition() {}

    static String describe(WaitForModule.Parameters wanted) {
        String state = wanted.state().name().toLowerCase(Locale.ROOT);
        String regex = wanted.search_regex();
        String match = regex == null ? "" : " to match '" + regex + "'";
        if (wanted.path() != null) {
            return wanted.path() + match + (match.isEmpty() || !wanted.state().present() ? " to be " + state : "");
        }
        return wanted.port() == null
                ? wanted.timeout() + " seconds"
                : wanted.host() + ":" + wanted.port() + match
                        + (wanted.state() == WaitState.STARTED ? "" : " to be " + state);
    }

    static String script(WaitForModule.Parameters wanted) {
        if (wanted.path() != null) {
            return negated(wanted, file(wanted.path(), wanted.search_regex()));
        }
        return wanted.state() == WaitState.DRAINED ? drained(wanted) : negated(wanted, port(wanted));
    }

    private static String negated(WaitForModule.Parameters wanted, String test) {
        return wanted.state().present() ? test : "if " + test + "; then exit 1; else exit 0; fi";
    }

    private static String file(String path, @org.jspecify.annotations.Nullable String regex) {
        String word = Shell.quote(path);
        return regex == null
                ? "{ [ -e " + word + " ] || [ -L " + word + " ]; }"
                : matching(regex, "-- " + word + " 2>/dev/null");
    }

    /**
     * Prints the text that matches, ended by NUL. The grammar is that of Perl, which has all that is usual in Python's;
     * where grep does not know it, that of POSIX, line by line.
     */
    private static String matching(String regex, String input) {
        return "if echo x | grep -aPzoq x 2>/dev/null; then grep -aPzo -e " + Shell.quote("(?m)" + regex) + " " + input
                + "; else grep -Eo -e " + Shell.quote(regex) + " " + input + "; fi";
    }

    /** A connection with nc or bash; where there is neither, the kernel's list of listening sockets of this host. */
    private static String port(WaitForModule.Parameters wanted) {
        String regex = wanted.search_regex();
        String host = Shell.quote(wanted.host());
        int seconds = wanted.connect_timeout();
        if (regex != null) {
            return """
                    { if command -v nc >/dev/null 2>&1; then timeout %1$d nc -w %2$d %3$s %4$d </dev/null
                    else timeout %2$d bash -c 'exec 3<>"/dev/tcp/$0/$1" && exec cat <&3' %3$s %4$d; fi; } 2>/dev/null | {
                    %5$s; }""".formatted(seconds + 1, seconds, host, wanted.port(), matching(regex, ""));
        }
        return """
                { if command -v nc >/dev/null 2>&1 && nc -h 2>&1 | grep -q -e -z; then
                  nc -z -w %1$d %2$s %3$d </dev/null >/dev/null 2>&1
                elif command -v bash >/dev/null 2>&1; then
                  timeout %1$d bash -c 'exec 3<>"/dev/tcp/$0/$1"' %2$s %3$d 2>/dev/null
                else
                  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qi '^ *[0-9]*: [0-9A-F]*:%4$04X [0-9A-F:]* 0A '
                fi; }""".formatted(seconds, host, wanted.port(), wanted.port());
    }

    /** No connection with the port is open any more; states of sockets as in the kernel's tcp_states.h. */
    private static String drained(WaitForModule.Parameters wanted) {
        return "! cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |"
                + " grep -qi '^ *[0-9]*: [0-9A-F]*:%04X [0-9A-F:]* 0[12346] '".formatted(wanted.port());
    }
}
