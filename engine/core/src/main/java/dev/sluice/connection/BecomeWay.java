package dev.sluice.connection;

import dev.sluice.spi.Shell;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.UnreachableException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a shell is started as the wanted user.
 *
 * @param become as whom
 * @param commandLine for the connection user's login shell
 * @param terminal whether the program needs a terminal to ask for the password
 * @param prompt how its question for the password looks; null if it never asks
 */
record BecomeWay(
        Become become,
        String commandLine,
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
        return switch (become.method()) {
            case "" -> new BecomeWay(become, "exec " + ShellProgram.COMMAND, false, null);
            case "sudo" -> sudo(become, user);
            case "su" -> su(become, user);
            case "doas" -> doas(become, user);
            default ->
                throw new UnreachableException(
                        "become_method '" + become.method() + "' is not supported; use sudo, su or doas");
        };
    }

    private static BecomeWay sudo(Become become, String user) {
        String flags = become.flags().isBlank() ? "-H" : become.flags().strip();
        String start = "exec env LC_ALL=C sudo " + flags;
        if (become.password() == null) {
            // -n: without a password at hand sudo must fail at once and never take requests for one.
            return new BecomeWay(
                    become, start + " -n -u " + Shell.quote(user) + " " + ShellProgram.COMMAND, false, null);
        }
        return new BecomeWay(
                become,
                start.replaceAll("(^|\\s)-n(?=\\s|$)", "$1") + " -S -p " + Shell.quote(SUDO_PROMPT) + " -u "
                        + Shell.quote(user) + " " + ShellProgram.ANNOUNCING,
                false,
                SUDO);
    }

    /** su has no way not to ask; both PAM's and busybox's read the password from standard input if it is no terminal. */
    private static BecomeWay su(Become become, String user) {
        return new BecomeWay(
                become,
                "exec env LC_ALL=C su "
                        + (become.flags().isBlank() ? "" : become.flags().strip() + " ")
                        + "-s /bin/sh " + Shell.quote(user) + " -c " + Shell.quote("exec " + ShellProgram.ANNOUNCING),
                false,
                ANY);
    }

    /** doas asks on the terminal and nowhere else; without a password it is told not to ask. */
    private static BecomeWay doas(Become become, String user) {
        String flags = become.flags().isBlank() ? "" : become.flags().strip() + " ";
        if (become.password() == null) {
            return new BecomeWay(
                    become,
                    "exec env LC_ALL=C doas " + flags + "-n -u " + Shell.quote(user) + " " + ShellProgram.COMMAND,
                    false,
                    null);
        }
        String inner = "stty raw -echo; LC_ALL=C exec doas " + flags + "-u " + Shell.quote(user) + " "
                + ShellProgram.ANNOUNCING;
        return new BecomeWay(become, "exec sh -c " + Shell.quote(inner), true, ANY);
    }
}
