package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the keys with which a user may log in over SSH, as {@code ansible.posix.authorized_key}. */
public final class AuthorizedKeyModule implements Module<AuthorizedKeyModule.Parameters> {
    private static final Pattern KEY = Pattern.compile(
            "(?:(?<options>.*\\S)\\s+)?(?<type>(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+)\\s+(?<blob>[A-Za-z0-9+/=]+)(?:\\s+(?<comment>.*))?");

    @Description(
            value =
                    "Adds or removes public keys in a user's `authorized_keys`. A key is known by itself, whatever its comment"
                            + " and options.",
            example = "- authorized_key: user=root key=\"{{ lookup('file', 'backup.pub') }}\"",
            returns = {"keyfile: the file", "user: whose"})
    record Parameters(
            @Parameter(value = "Who may log in with the key.", required = true, line = true)
            String user,

            @Parameter(value = "One or more public keys, a line each.", required = true)
            String key,

            @Parameter(value = "Whether the keys are there.", defaultValue = "present")
            GroupModule.State state,

            @Parameter("The file; `.ssh/authorized_keys` in the user's home if not given.") @Nullable
            String path,

            @Parameter(value = "Options in front of the keys, e.g. `no-pty`.", line = true) @Nullable
            String key_options,

            @Parameter(value = "A comment instead of that of the key.", line = true) @Nullable
            String comment,

            @Parameter("Whether all other keys are removed.")
            boolean exclusive,

            @Parameter(value = "Whether the directory is made, with the right owner and mode.", defaultValue = "true")
            boolean manage_dir) {}

    private record Entry(String options, String type, String blob, String comment) {
        static Optional<Entry> parse(String line) {
            Matcher matcher = KEY.matcher(line.strip());
            if (line.strip().startsWith("#") || !matcher.matches()) {
                return Optional.empty();
            }
            return Optional.of(new Entry(
                    text(matcher.group("options")),
                    matcher.group("type"),
                    matcher.group("blob"),
                    text(matcher.group("comment"))));
        }

        private static String text(@Nullable String group) {
            return group == null ? "" : group;
        }

        String line() {
            return (options.isEmpty() ? "" : options + " ") + type + " " + blob
                    + (comment.isEmpty() ? "" : " " + comment);
        }
    }

    @Override
    public String name() {
        return "authorized_key";
    }

    @Override
    public List<String> aliases() {
        return List.of("ansible.posix.authorized_key");
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        UserEntry.User user = facts.get(new UserEntry(wanted.user()))
                .user()
                .orElseThrow(() ->
                        new TaskFailure("no such user: " + wanted.user() + "", "create it with the user module first"));
        String path = wanted.path() == null ? user.home().get() + "/.ssh/authorized_keys" : wanted.path();
        TextFile file = TextFile.read(facts, path);
        String text = edited(wanted, file.lines());
        Map<String, Object> values = Map.of("keyfile", path, "user", wanted.user());
        if (text.equals(file.text()) || text.isEmpty() && !file.exists()) {
            return Plan.unchanged(values);
        }
        List<Change> changes = new ArrayList<>();
        directory(wanted, facts, user, TargetPath.parent(file.path())).ifPresent(changes::add);
        changes.add(file.exists() ? file.rewritten(facts, "keys", text, 0600, null) : fresh(wanted, user, file, text));
        return Plan.changes(changes, values);
    }

    private static String edited(Parameters wanted, List<String> lines) {
        List<Entry> keys = wanted.key()
                .lines()
                .map(Entry::parse)
                .flatMap(Optional::stream)
                .map(key -> new Entry(
                        wanted.key_options() == null ? key.options() : wanted.key_options(),
                        key.type(),
                        key.blob(),
                        wanted.comment() == null ? key.comment() : wanted.comment()))
                .toList();
        if (keys.isEmpty()) {
            throw new TaskFailure("no public key in: " + wanted.key() + "; it starts with e.g. ssh-ed25519");
        }
        boolean present = wanted.state() == GroupModule.State.PRESENT;
        List<String> kept = new ArrayList<>();
        List<Entry> missing = new ArrayList<>(keys);
        for (String line : lines) {
            Optional<Entry> entry = Entry.parse(line);
            Optional<Entry> wish = entry.flatMap(each ->
                    keys.stream().filter(key -> key.blob().equals(each.blob())).findFirst());
            if (wish.isPresent() && present && missing.remove(wish.get())) {
                kept.add(entry.equals(wish) ? line : wish.get().line());
            } else if (wish.isEmpty() && !(wanted.exclusive() && present)) {
                kept.add(line);
            }
        }
        if (present) {
            missing.forEach(key -> kept.add(key.line()));
        }
        return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
    }

    private static Optional<Change> directory(Parameters wanted, Facts facts, UserEntry.User user, String directory) {
        if (!wanted.manage_dir() || facts.get(new FileAt(directory)).exists()) {
            return Optional.empty();
        }
        Attributes attributes = owned(wanted, user).withMode(Answer.of(0700));
        return Optional.of(Change.of(
                directory,
                "directory",
                "",
                "present",
                List.of(Steps.Run.script("install -d -m 0700 -o {} -g {} {}", wanted.user(), owner(user), directory)),
                List.of(FilesPlaced.one(directory, NewFile.directory(attributes)))));
    }

    private static Change fresh(Parameters wanted, UserEntry.User user, TextFile file, String text) {
        Bytes bytes = Bytes.of(text);
        Attributes attributes = owned(wanted, user)
                .withMode(Answer.of(0600))
                .withSize(Answer.of((long) bytes.size()))
                .withHardLinks(Answer.of(1L));
        return Change.of(
                        file.path(),
                        "keys",
                        "",
                        "present",
                        List.of(new Steps.Write(file.path(), bytes, 0600, wanted.user(), owner(user), null, null)),
                        List.of(FilesPlaced.one(file.path(), NewFile.file(attributes, new FileContent.Exactly(bytes)))))
                .withDifference(new Change.Difference(file.path(), "", file.path(), text));
    }

    private static String owner(UserEntry.User user) {
        return user.group().get();
    }

    private static Attributes owned(Parameters wanted, UserEntry.User user) {
        return Attributes.unknown("how the keys of " + wanted.user() + " are written")
                .withOwner(user.uid(), Answer.of(wanted.user()))
                .withGroup(user.gid(), user.group());
    }
}
