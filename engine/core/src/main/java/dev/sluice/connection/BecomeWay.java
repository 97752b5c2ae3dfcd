package dev.sluice.connection;

import dev.sluice.python.OperationException;
import dev.sluice.python.ShellWords;
import dev.sluice.spi.Script;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.UnreachableException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a shell is started as the wanted user.
 *
 * @param become as whom
 * @param start for the connection user's login shell
 * @param terminal whether the program needs a terminal to ask for the password
 * @param prompt how its question for the password looks; null if it never asks
 */
record BecomeWay(
        Become become,
        Script start,
        boolean terminal,
        @Nullable Pattern prompt) {
    /** What sudo is told to ask, so that it can be told from all else. */
    static final String SUDO_PROMPT = "[sluice] password for %p:";

    private static final Pattern SUDO = Pattern.compile("\\[sluice] password for [^\\n]*:$");
    private static final Pattern ANY = Pattern.compile("(?i)passw(?:or)?d[^\\n]*:\\s*$");

    /** Whether the program may ask for a password, so that nothing must be sent before it has spoken. */
    boolean mayAsk() {
        return prompt != null;
    }

    /** Whom the shell runs as. */
    String user(String connectionUser) {
        if (become.method().isEmpty()) {
            return connectionUser;
        }
        return become.user().isEmpty() ? "root" : become.user();
    }

    static BecomeWay of(Become become) throws UnreachableException {
        String user = become.user().isEmpty() ? "root" : become.user();
        if (user.startsWith("-") || user.indexOf('\0') >= 0) {
            throw new UnreachableException("become_user '" + user + "' is not a valid name of a user");
        }
        return switch (become.method()) {
            case "" -> new BecomeWay(become, Script.of("exec " + ShellProgram.COMMAND), false, null);
            case "sudo" -> sudo(become, user, flags(become));
            case "su" -> su(become, user, flags(become));
            case "doas" -> doas(become, user, flags(become));
            default ->
                throw new UnreachableException(
                        "become_method '" + become.method() + "' is not supported; use sudo, su or doas");
        };
    }

    /** Options for the program, and nothing for the shell that starts it. */
    private static List<String> flags(Become become) throws UnreachableException {
        try {
            return ShellWords.split(become.flags());
        } catch (OperationException broken) {
            throw new UnreachableException("become_flags '" + become.flags() + "': " + broken.getMessage());
        }
    }

    private static List<Script> words(List<String> flags) {
        return flags.stream().map(Script::argument).toList();
    }

    private static BecomeWay sudo(Become become, String user, List<String> given) {
        List<String> flags = given.isEmpty() ? List.of("-H") : given;
        if (become.password() == null) {
            // -n: without a password at hand sudo must fail at once and never take requests for one.
            Script start = Script.of("exec env LC_ALL=C sudo {} -n -u {} " + ShellProgram.COMMAND, words(flags), user);
            return new BecomeWay(become, start, false, null);
        }
        List<String> asking = flags.stream().filter(flag -> !flag.equals("-n")).toList();
        Script start = Script.of(
                "exec env LC_ALL=C sudo {} -S -p {} -u {} " + ShellProgram.ANNOUNCING,
                words(asking),
                SUDO_PROMPT,
                user);
        return new BecomeWay(become, start, false, SUDO);
    }

    /** su has no way not to ask; both PAM's and busybox's read the password from standard input if it is no terminal. */
    private static BecomeWay su(Become become, String user, List<String> flags) {
        Script start = Script.of(
                "exec env LC_ALL=C su {} -s /bin/sh {} -c {}", words(flags), user, "exec " + ShellProgram.ANNOUNCING);
        return new BecomeWay(become, start, false, ANY);
    }

    /** doas asks on the terminal and nowhere else; without a password it is told not to ask. */
    private static BecomeWay doas(Become become, String user, List<String> flags) {
        if (become.password() == null) {
            Script start = Script.of("exec env LC_ALL=C doas {} -n -u {} " + ShellProgram.COMMAND, words(flags), user);
            return new BecomeWay(become, start, false, null);
        }
        Script inner =
                Script.of("stty raw -echo; LC_ALL=C exec doas {} -u {} " + ShellProgram.ANNOUNCING, words(flags), user);
        return new BecomeWay(become, Script.of("exec sh -c {}", inner.text()), true, ANY);
    }
}
