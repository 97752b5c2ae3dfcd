package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is known of a user: the lines of {@code getent passwd} and of {@code /etc/shadow}, its groups, and the mode
 * that login.defs(5) gives to new homes. The password itself never leaves the parser, only a digest of its hash. Sample:
 *
 * <pre>
 * backup-agent:x:1001:1001:Backup,,,:/home/backup-agent:/bin/sh
 * backup-agent:$6$...:20000:0:99999:7::20500:
 * backup-agent
 * backup-agent disk
 * 022
 * </pre>
 *
 * @param name the user's name
 */
public record UserEntry(String name) implements ShellFact<UserEntry.Found> {
    /**
     * What is known.
     *
     * @param user the user; empty if there is none
     * @param homeMode the mode of homes that useradd(8) makes
     */
    public record Found(Optional<User> user, int homeMode) {}

    /**
     * A user.
     *
     * @param uid its number
     * @param gid the number of its primary group
     * @param group the name of its primary group
     * @param comment the GECOS field
     * @param home its home directory
     * @param shell its login shell
     * @param password a digest of its password's hash without a lock; empty text if it cannot be seen
     * @param locked whether the password is locked
     * @param groups its other groups, sorted
     * @param expires when the account ends, in days since 1970; empty text for never
     * @param passwordAges least and greatest age of the password in days, separated by a colon
     */
    public record User(
            Answer<Long> uid,
            Answer<Long> gid,
            Answer<String> group,
            Answer<String> comment,
            Answer<String> home,
            Answer<String> shell,
            Answer<String> password,
            Answer<Boolean> locked,
            Answer<List<String>> groups,
            Answer<String> expires,
            Answer<String> passwordAges) {}

    /** What stands for a password's hash. */
    static String digest(String hash) {
        return Bytes.of(hash).checksum("SHA-256");
    }

    @Override
    public Set<Name> names() {
        return Set.of(Name.user(name), Name.path("/etc/passwd"), Name.path("/etc/shadow"));
    }

    @Override
    public String describe() {
        return "the user " + name;
    }

    @Override
    public Script script() {
        return Script.of("""
                n={}
                e() { n=$n awk -F: '$1 "" == ENVIRON["n"] ""' "/etc/$1"; }
                if command -v getent >/dev/null; then getent passwd {}; else e passwd; fi | head -n 1 | grep . || echo
                [ -r /etc/shadow ] && e shadow | head -n 1 | grep . || echo
                id -gn -- "$n" 2>/dev/null || echo
                id -Gn -- "$n" 2>/dev/null || echo
                m=$(sed -n 's/^HOME_MODE[[:space:]]*\\([0-7]*\\).*/\\1/p' /etc/login.defs 2>/dev/null)
                u=$(sed -n 's/^UMASK[[:space:]]*\\([0-7]*\\).*/\\1/p' /etc/login.defs 2>/dev/null)
                echo "${m:--${u:-022}}"
                """, name, name);
    }

    @Override
    public Found parse(Output output) {
        String[] lines = output.text().split("\n", -1);
        if (lines.length < 5 || !lines[4].strip().matches("-?[0-7]+")) {
            throw new UnparsableOutputException(describe(), "unexpected output: " + output.errorText());
        }
        String mode = lines[4].strip();
        int homeMode =
                mode.startsWith("-") ? 0777 & ~Integer.parseInt(mode.substring(1), 8) : Integer.parseInt(mode, 8);
        if (lines[0].isBlank()) {
            return new Found(Optional.empty(), homeMode);
        }
        String[] entry = lines[0].split(":", -1);
        if (entry.length != 7) {
            throw new UnparsableOutputException(describe(), "not a line of passwd(5): " + lines[0]);
        }
        return new Found(
                Optional.of(user(entry, lines[1].split(":", -1), lines[2].strip(), lines[3].strip())), homeMode);
    }

    private static User user(String[] entry, String[] shadow, String primary, String groups) {
        boolean seen = shadow.length == 9;
        String hash = seen ? shadow[1] : "";
        return new User(
                Answer.of(Long.parseLong(entry[2])),
                Answer.of(Long.parseLong(entry[3])),
                Answer.of(primary),
                Answer.of(entry[4]),
                Answer.of(entry[5]),
                Answer.of(entry[6]),
                Answer.of(seen ? digest(hash.replaceFirst("^!+", "")) : ""),
                Answer.of(hash.startsWith("!")),
                Answer.of(Stream.of(groups.split(" "))
                        .filter(group -> !group.isEmpty() && !group.equals(primary))
                        .sorted()
                        .toList()),
                Answer.of(seen ? shadow[7] : ""),
                Answer.of(seen ? shadow[3] + ":" + shadow[4] : ":"));
    }
}
