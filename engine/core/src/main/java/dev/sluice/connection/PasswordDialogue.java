package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits until a program that changes the user either asks for a password or lets the shell through. */
final class PasswordDialogue {
    private final Launcher launcher;
    private final BecomeWay way;
    private final ShellState state;
    private final Transport transport;

    PasswordDialogue(Launcher launcher, BecomeWay way, ShellState state, Transport transport) {
        this.launcher = launcher;
        this.way = way;
        this.state = state;
        this.transport = transport;
    }

    /** Returns when the shell waits for its first line. */
    void hold(long deadline) throws UnreachableException, IOException {
        boolean answered = false;
        int heard = 0;
        while (true) {
            int from = heard;
            boolean news = state.await(() -> isThrough() || isAsked(from) || state.ended() != null, deadline);
            if (isThrough()) {
                return;
            }
            if (!news || !isAsked(from)) {
                throw Refusals.refusal(launcher, way, state, null);
            }
            Secret password = way.become().password();
            if (answered) {
                throw new UnreachableException(Refusals.wrongPassword(launcher, way));
            }
            if (password == null) {
                throw new UnreachableException(Refusals.missingPassword(launcher, way));
            }
            heard = state.greeting().length();
            answered = true;
            transport.input().write((password.value() + "\n").getBytes(StandardCharsets.UTF_8));
            transport.input().flush();
        }
    }

    private boolean isThrough() {
        return state.greeting().contains(ShellProgram.ANNOUNCEMENT + "\n");
    }

    private boolean isAsked(int from) {
        Pattern prompt = way.prompt();
        if (prompt == null) {
            return false;
        }
        Matcher matcher = prompt.matcher(state.greeting().substring(from));
        return matcher.find();
    }
}
