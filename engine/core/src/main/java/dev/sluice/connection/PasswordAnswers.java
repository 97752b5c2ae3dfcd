package dev.sluice.connection;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import org.jspecify.annotations.Nullable;

/** Answers a server that asks for the password; each question once, for a wrong password stays wrong. */
final class PasswordAnswers implements UserInfo, UIKeyboardInteractive {
    private final @Nullable String password;
    private boolean asked;

    PasswordAnswers(@Nullable String password) {
        this.password = password;
    }

    @Override
    public String @Nullable [] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        if (password == null || asked || prompts.length != 1 || echo[0]) {
            return null;
        }
        asked = true;
        return new String[] {password};
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public boolean promptPassword(String message) {
        return false;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {
        // A greeting before the login is for people.
    }
}
