package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, and what files that user makes. The script prints the line of {@code id}, {@code umask}, the home and
 * the working directory. {@code id} prints no name where there is none, may leave out the groups, and may add more at the end of its line:
 *
 * <pre>uid=0(root) gid=0(root) groups=0(root),4(adm),27(sudo)\n0022\n/root\n/root\n</pre>
 */
public record CurrentUser() implements ShellFact<CurrentUser.Identity> {
    /**
     * A user.
     *
     * @param uid its number
     * @param user its name; its number if it has none
     * @param gid the number of its primary group
     * @param group the name of its primary group; its number if it has none
     * @param groups the numbers of all its groups
     * @param umask the permission bits that new files do not get
     * @param home its home directory
     * @param directory where its commands run
     */
    public record Identity(
            long uid,
            String user,
            long gid,
            String group,
            List<Long> groups,
            int umask,
            String home,
            String directory) {
        public boolean isRoot() {
            return uid == 0;
        }
    }

    private static final Pattern LINE = Pattern.compile(
            id("uid") + " " + id("gid") + "(?: " + id("euid") + ")?(?: " + id("egid") + ")?(?: groups=(?<groups>.*))?");

    /** A name may hold anything, parentheses and commas too. */
    private static final Pattern GROUP = Pattern.compile("(\\d+)(?:\\((.*?)\\))?(?=,\\d+[(,]|,\\d+$|$| context=)");

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "the user who asks";
    }

    @Override
    public Script script() {
        return Script.of("id; umask; printf '%s\\n' \"$HOME\" \"$PWD\"");
    }

    @Override
    public Identity parse(Output output) {
        String[] lines = output.text().split("\n");
        Matcher line = LINE.matcher(lines[0]);
        if (!output.succeeded() || lines.length != 4 || !line.matches() || !lines[1].matches("[0-7]{3,5}")) {
            throw new UnparsableOutputException(describe(), "unexpected output of id: " + output.text());
        }
        boolean otherUser = line.group("euid") != null;
        boolean otherGroup = line.group("egid") != null;
        long gid = Long.parseLong(line.group(otherGroup ? "egid" : "gid"));
        return new Identity(
                Long.parseLong(line.group(otherUser ? "euid" : "uid")),
                name(line, otherUser ? "euid" : "uid"),
                gid,
                name(line, otherGroup ? "egid" : "gid"),
                groups(gid, line.group("groups")),
                Integer.parseInt(lines[1], 8),
                lines[2],
                lines[3]);
    }

    private static String id(String what) {
        return what + "=(?<" + what + ">\\d+)(?:\\((?<" + what + "name>.*?)\\))?";
    }

    private static String name(Matcher line, String what) {
        String name = line.group(what + "name");
        return name == null ? line.group(what) : name;
    }

    /** The primary group comes first, whether it is listed or not. */
    private static List<Long> groups(long gid, @Nullable String listed) {
        Set<Long> groups = new LinkedHashSet<>();
        groups.add(gid);
        if (listed != null) {
            for (Matcher group = GROUP.matcher(listed); group.find(); ) {
                groups.add(Long.valueOf(group.group(1)));
            }
        }
        return List.copyOf(groups);
    }
}
