package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.NameAppears;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a file or directory with a new name, as Ansible's {@code tempfile}. */
public final class TempFileModule implements Module<TempFileModule.Parameters> {
    /** What is made. */
    enum State {
        FILE,
        DIRECTORY
    }

    @Description(
            value = "Creates an empty file or directory with a unique name, accessible only to the task's user. In a"
                    + " check the name is unknown. Nothing removes it later.",
            example = """
                    - name: Make room for the download
                      tempfile: { state: directory, suffix: .download }
                      register: room
                    """,
            returns = {"path: the path that was made", "mode, owner, uid, group, gid, state: of what was made"})
    record Parameters(
            @Parameter(value = "What is made.", defaultValue = "file")
            State state,

            @Parameter("The directory where it is made; `/tmp` if not given.") @Nullable
            String path,

            @Parameter(value = "What the name begins with.", defaultValue = "ansible.")
            String prefix,

            @Parameter(value = "What the name ends with.", defaultValue = "\"\"")
            String suffix) {}

    @Override
    public String name() {
        return "tempfile";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.prefix().contains("/") || wanted.suffix().contains("/")) {
            throw new TaskFailure("prefix and suffix are parts of a name", "give the directory as path");
        }
        String path = wanted.path() == null ? "/tmp" : PathParameter.absolute(facts, wanted.path());
        FileStatus directory = PathParameter.followed(facts, path);
        if (!directory.isDirectory()) {
            throw new TaskFailure("No such directory: " + path + "", "create it in an earlier task");
        }
        CurrentUser.Identity me = facts.get(new CurrentUser());
        if (!directory.attributes().writable().get()) {
            throw new TaskFailure("Permission denied: user " + me.user() + " may not write in " + path);
        }
        String kind = wanted.state().name().toLowerCase(Locale.ROOT);
        String reason = "the name of the new temporary " + kind + " in " + path;
        Script kindOption = wanted.state() == State.DIRECTORY ? Script.of("-d ") : Script.of("");
        Script named = wanted.suffix().isEmpty()
                ? Script.of("")
                : Script.of("mv \"$t\" \"$t\"{} || exit 1\nt=\"$t\"{}\n", wanted.suffix(), wanted.suffix());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", new Unknown(reason));
        values.put("state", kind);
        values.put("mode", wanted.state() == State.DIRECTORY ? "0700" : "0600");
        values.put("owner", me.user());
        values.put("uid", me.uid());
        boolean inherits = (directory.attributes().mode().get() & 02000) != 0;
        values.put("gid", inherits ? directory.attributes().gid().toValue() : me.gid());
        values.put("group", inherits ? directory.attributes().group().toValue() : me.group());
        values.put("size", wanted.state() == State.DIRECTORY ? new Unknown("the size of a directory") : 0L);
        Steps.Run making = Steps.Run.script(
                "t=$(mktemp {}-p {} -- {}XXXXXXXX) || exit 1\n{}printf '%s\\n' \"$t\"",
                kindOption, path, wanted.prefix(), named);
        Change change = Change.of(
                        path,
                        "temporary " + kind,
                        "",
                        "new",
                        List.of(making),
                        List.of(new NameAppears(directory.path(), reason)))
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), values).withCompletion(outcomes -> made(outcomes, making));
    }

    private static Map<String, Object> made(Outcomes outcomes, Steps.Run making) {
        return outcomes.result(making)
                .filter(output -> outcomes.succeeded())
                .map(output -> Map.<String, Object>of("path", path(output.text())))
                .orElse(Map.of());
    }

    /** A path that is empty or relative would make the tasks after this one write somewhere else. */
    private static String path(String printed) {
        String path = printed.endsWith("\n") ? printed.substring(0, printed.length() - 1) : printed;
        if (!path.startsWith("/") || path.indexOf('\n') >= 0) {
            throw new TaskFailure("mktemp printed no path but: " + printed);
        }
        return path;
    }
}
