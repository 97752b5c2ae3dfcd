package dev.sluice.modules.system.files;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who is asking, and what files that user makes. The script prints a line of each of {@code id -u}, {@code id -un},
 * {@code id -g}, {@code id -gn}, {@code id -G}, {@code umask}, the home and the working directory:
 *
 * <pre>0\nroot\n0\nroot\n0 4 27\n0022\n/root\n/root\n</pre>
 */
public record Myself() implements ShellFact<Myself.Identity> {
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

    @Override
    public Set<Name> names() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "the user who asks";
    }

    @Override
    public String script() {
        return "id -u; id -un 2>/dev/null || id -u; id -g; id -gn 2>/dev/null || id -g; id -G; umask;"
                + " printf '%s\\n' \"$HOME\" \"$PWD\"";
    }

    @Override
    public Identity parse(Output output) {
        String[] lines = output.text().split("\n");
        if (!output.succeeded() || lines.length != 8) {
            throw new UnparsableOutputException(describe(), "unexpected output of id: " + output.text());
        }
        try {
            return new Identity(
                    Long.parseLong(lines[0]),
                    lines[1],
                    Long.parseLong(lines[2]),
                    lines[3],
                    Arrays.stream(lines[4].split(" ")).map(Long::valueOf).toList(),
                    Integer.parseInt(lines[5], 8),
                    lines[6],
                    lines[7]);
        } catch (NumberFormatException unexpected) {
            throw new UnparsableOutputException(describe(), "unexpected output of id: " + output.text());
        }
    }
}
