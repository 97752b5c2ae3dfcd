package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.accounts.Account;
import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Facts;
import dev.sluice.spi.TaskFailure;
import java.util.List;

/** Paths as tasks give them: absolute, relative to where the session is, or below a home directory. */
public final class PathParameter {
    private static final int MOST_LINKS = 40;

    private PathParameter() {}

    /** The absolute, normalized path; a trailing slash is lost. */
    public static String absolute(Facts facts, String text) {
        if (text.startsWith("/")) {
            return TargetPath.normalize(text);
        }
        if (text.isEmpty()) {
            throw new TaskFailure("the path is empty", "give an absolute path");
        }
        if (!text.startsWith("~")) {
            return TargetPath.child(facts.get(new CurrentUser()).directory(), text);
        }
        int slash = text.indexOf('/');
        String user = slash < 0 ? text.substring(1) : text.substring(1, slash);
        String rest = slash < 0 ? "" : text.substring(slash + 1);
        if (user.isEmpty()) {
            return TargetPath.child(facts.get(new CurrentUser()).home(), rest);
        }
        Account account = facts.get(AccountOf.user(user));
        if (!account.exists()) {
            throw new TaskFailure("no such user: " + user + ", so " + text + " leads nowhere");
        }
        return TargetPath.child(account.home().get(), rest);
    }

    /**
     * What is at the end of a chain of links that begins at a path; absent for a link that leads nowhere, hidden for one
     * that leads in a circle.
     */
    public static FileStatus followed(Facts facts, String path) {
        FileStatus status = facts.get(new FileAt(path));
        for (int links = 0; status.isLink(); links++) {
            if (links == MOST_LINKS) {
                return new FileStatus(FileKind.HIDDEN, path, List.of(), Attributes.NONE, "");
            }
            status = facts.get(new FileAt(status.destination()));
        }
        return status;
    }
}
