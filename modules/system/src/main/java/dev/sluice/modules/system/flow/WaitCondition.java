package dev.sluice.modules.system.flow;

import dev.sluice.spi.Script;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    static Script script(WaitForModule.Parameters wanted) {
        if (wanted.path() != null) {
            return negated(wanted, file(wanted.path(), wanted.search_regex()));
        }
        return wanted.state() == WaitState.DRAINED ? drained(wanted) : negated(wanted, port(wanted));
    }

    private static Script negated(WaitForModule.Parameters wanted, Script test) {
        return wanted.state().present() ? test : Script.of("if {}; then exit 1; else exit 0; fi", test);
    }

    private static Script file(String path, @Nullable String regex) {
        return regex == null
                ? Script.of("{ p={}; [ -e \"$p\" ] || [ -L \"$p\" ]; }", path)
                : matching(regex, Script.of("-- {} 2>/dev/null", path));
    }

    /**
     * Prints the text that matches, ended by NUL. The grammar is that of Perl, which has all that is usual in Python's;
     * where grep does not know it, that of POSIX, line by line.
     */
    private static Script matching(String regex, Script input) {
        return Script.of(
                "if echo x | grep -aPzoq x 2>/dev/null; then grep -aPzo -e {} {}; else grep -Eo -e {} {}; fi",
                "(?m)" + regex,
                input,
                Script.argument(regex),
                input);
    }

    /** A connection with nc or bash; where there is neither, the kernel's list of listening sockets of this host. */
    private static Script port(WaitForModule.Parameters wanted) {
        String regex = wanted.search_regex();
        String host = wanted.host();
        Integer port = Objects.requireNonNull(wanted.port(), "a task that waits for no path and no port only sleeps");
        int seconds = wanted.connect_timeout();
        if (regex != null) {
            return Script.of(
                    """
                    { if command -v nc >/dev/null 2>&1; then timeout {} nc -w {} {} {} </dev/null
                    else timeout {} bash -c 'exec 3<>"/dev/tcp/$0/$1" && exec cat <&3' {} {}; fi; } 2>/dev/null | {
                    {}; }""", seconds + 1, seconds, host, port, seconds, host, port, matching(regex, Script.of("")));
        }
        return Script.of(
                """
                { if command -v nc >/dev/null 2>&1 && nc -h 2>&1 | grep -q -e -z; then
                  nc -z -w {} {} {} </dev/null >/dev/null 2>&1
                elif command -v bash >/dev/null 2>&1; then
                  timeout {} bash -c 'exec 3<>"/dev/tcp/$0/$1"' {} {} 2>/dev/null
                else
                  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qi {}
                fi; }""",
                seconds,
                host,
                port,
                seconds,
                host,
                port,
                "^ *[0-9]*: [0-9A-F]*:%04X [0-9A-F:]* 0A ".formatted(port));
    }

    /** No connection with the port is open any more; states of sockets as in the kernel's tcp_states.h. */
    private static Script drained(WaitForModule.Parameters wanted) {
        return Script.of(
                "! cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qi {}",
                "^ *[0-9]*: [0-9A-F]*:%04X [0-9A-F:]* 0[12346] ".formatted(wanted.port()));
    }
}
