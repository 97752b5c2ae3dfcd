package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one line why a shell could not be started, from what sudo, su, doas and sshd print (in the C locale). */
final class Refusals {
    private Refusals() {}

    static String missingPassword(Launcher launcher, BecomeWay way) {
        return opening(launcher, way) + way.become().method()
                + " asks for a password and none was given; set ansible_become_password (a vaulted value) or use"
                + " --ask-become-pass";
    }

    static String wrongPassword(Launcher launcher, BecomeWay way) {
        return opening(launcher, way) + way.become().method()
                + " does not accept the password; check ansible_become_password";
    }

    private static String missingUser(Launcher launcher, BecomeWay way) {
        return opening(launcher, way) + "no such user: '" + way.user(launcher.user()) + "' on the target";
    }

    /**
     * @param timeout after how long it was given up; null if unknown
     */
    static UnreachableException refusal(
            Launcher launcher, BecomeWay way, ShellState state, @Nullable Duration timeout) {
        String explanation = explain(launcher, way, state, timeout);
        return explanation.equals(missingUser(launcher, way))
                ? UnreachableException.missingUser(explanation)
                : new UnreachableException(explanation);
    }

    private static String explain(Launcher launcher, BecomeWay way, ShellState state, @Nullable Duration timeout) {
        String said = lastLine(state.greeting());
        if (way.become().method().isEmpty()) {
            return opening(launcher, way) + plain(state, said, timeout);
        }
        return become(launcher, way, state, said, timeout);
    }

    private static String plain(ShellState state, String said, @Nullable Duration timeout) {
        if (state.ended() == null) {
            return "the shell did not answer" + within(timeout) + (said.isEmpty() ? "" : "; it said: " + said);
        }
        if (said.toLowerCase(Locale.ROOT).contains("not available")) {
            return "the user may not log in: " + said;
        }
        return "no shell could be started: " + (said.isEmpty() ? reason(state) : said);
    }

    private static String reason(ShellState state) {
        String ended = state.ended();
        return ended == null || ended.isEmpty() ? "it exited immediately without output" : ended;
    }

    private static String become(
            Launcher launcher, BecomeWay way, ShellState state, String said, @Nullable Duration timeout) {
        String method = way.become().method();
        String user = way.user(launcher.user());
        String text = state.greeting().toLowerCase(Locale.ROOT);
        if (text.contains("a password is required")
                || text.contains("authorization required")
                || text.contains("authentication required")) {
            return missingPassword(launcher, way);
        }
        if (text.contains("sorry, try again")
                || text.contains("incorrect password")
                || text.contains("authentication fail")
                || text.contains("incorrect authentication")) {
            return wrongPassword(launcher, way);
        }
        String opening = opening(launcher, way);
        if (text.contains("unknown user") || text.contains("does not exist") || text.contains("no passwd entry")) {
            return missingUser(launcher, way);
        }
        if (text.contains("must have a tty") || text.contains("a tty is required") || text.contains("terminal")) {
            return opening + method + " insists on a terminal; remove 'requiretty' for " + launcher.user()
                    + " from the sudoers file, or use another become_method";
        }
        if (text.contains("not in the sudoers")
                || text.contains("not allowed")
                || text.contains("may not run")
                || text.contains("operation not permitted")
                || text.contains("permission denied")) {
            return opening + method + " does not allow " + launcher.user() + " to become " + user + ": " + said;
        }
        if (text.contains("not found") || text.contains("no such file")) {
            return opening + "the program '" + method + "' is not installed on the target; set become_method";
        }
        if (state.ended() == null) {
            return opening + method + " did not finish" + within(timeout)
                    + (said.isEmpty() ? "" : "; it said: " + said);
        }
        return opening + method + " failed: " + (said.isEmpty() ? reason(state) : said);
    }

    private static String within(@Nullable Duration timeout) {
        return timeout == null ? " in time" : " within " + timeout.toSeconds() + " s";
    }

    private static String opening(Launcher launcher, BecomeWay way) {
        String who = way.become().method().isEmpty() ? "" : " as " + way.user(launcher.user());
        return launcher.describe() + who + ": ";
    }

    /** The last line that says something; the announcement and prompts do not. */
    static String lastLine(String text) {
        String[] lines = text.split("[\\r\\n]+");
        for (int index = lines.length - 1; index >= 0; index--) {
            String line = lines[index].strip();
            if (!line.isEmpty() && !line.equals(ShellProgram.ANNOUNCEMENT)) {
                return line.length() > 300 ? line.substring(0, 300) + "..." : line;
            }
        }
        return "";
    }
}
