package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.python.Regex;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees to it that a line is in a file or is not, as Ansible's {@code lineinfile}. */
public final class LineInFileModule implements Module<LineInFileModule.Parameters> {
    /** Whether the line is to be there. */
    enum State {
        PRESENT,
        ABSENT
    }

    @Description(
            value = """
                    Sees to it that a file has a line, or has it no more.

                    If `regexp` or `search_string` matches, the last line that matches (the first with `firstmatch`) is
                    replaced by `line`. Otherwise, unless the very line is there already, it goes after the last line that
                    `insertafter` matches or before the last one that `insertbefore` matches, and to the end of the file if
                    neither does. A `regexp` should match the line before and after the change, or every run adds one more.
                    With `state: absent` every line that matches is removed.

                    Regular expressions are Python's and see bytes, not characters.""",
            example = """
                    - name: Forward packets
                      lineinfile:
                        path: /etc/sysctl.conf
                        regexp: '^#?net\\.ipv4\\.ip_forward='
                        line: net.ipv4.ip_forward=1
                    """,
            returns = {
                "msg: `line added`, `line replaced`, `N line(s) removed`, or empty",
                "backup: where the old file is kept; empty if it is not",
                "found: how many lines were removed"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "others: it means nothing in Ansible either"
            })
    record Parameters(
            @Parameter(
                    value = "The file. A symbolic link is followed.",
                    required = true,
                    aliases = {"dest", "destfile", "name"})
            String path,

            @Parameter(value = "Whether the line is to be there.", defaultValue = "present")
            State state,

            @Parameter(value = "The line.", aliases = "value") @Nullable
            String line,

            @Parameter(value = "A regular expression that the line to replace or remove matches.", aliases = "regex")
            @Nullable
            String regexp,

            @Parameter("A text that is in the line to replace or remove, instead of `regexp`.") @Nullable
            String search_string,

            @Parameter("`EOF`, or a regular expression: a new line goes after the last line that matches.") @Nullable
            String insertafter,

            @Parameter("`BOF`, or a regular expression: a new line goes before the last line that matches.") @Nullable
            String insertbefore,

            @Parameter(
                    "Whether `\\\\1` and `\\\\g<name>` in `line` stand for groups of `regexp`. Without a match nothing"
                            + " is changed then.")
            boolean backrefs,

            @Parameter("Whether the first of several matches counts instead of the last.")
            boolean firstmatch,

            @Parameter("Whether to create the file, with its parent directories, if it does not exist.")
            boolean create,

            @Parameter(CommonParameters.BACKUP) boolean backup,
            @Parameter(CommonParameters.VALIDATE) @Nullable String validate,
            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group) {
        WantedAttributes wanted() {
            return new WantedAttributes(mode, owner, group);
        }
    }

    @Override
    public String name() {
        return "lineinfile";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        requireSense(wanted);
        LineEdit edit = edit(wanted);
        TextEditing editing = TextEditing.of(facts, wanted.path(), wanted.wanted(), wanted.validate(), wanted.backup());
        Bytes before = editing.content();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("backup", "");
        if (wanted.state() == State.ABSENT) {
            if (before == null) {
                return Plan.unchanged(Map.of("msg", "file not present"));
            }
            List<String> lines = TextFile.linesWithEnds(TextEditing.bytesAsText(before));
            LineEdit.Result result = edit.absent(lines);
            values.put("found", (long) lines.size() - result.lines().size());
            return editing.rewritten(before, String.join("", result.lines()), result.message(), values, "backup", true);
        }
        if (before == null && !wanted.create()) {
            throw new TaskFailure(
                    "Destination " + editing.path() + " does not exist ! Set create: true to make it",
                    Map.of("rc", 257L));
        }
        List<String> lines = before == null ? List.of() : TextFile.linesWithEnds(TextEditing.bytesAsText(before));
        LineEdit.Result result = edit.present(lines);
        if (before == null && result.message().isEmpty()) {
            return Plan.unchanged(Map.of("msg", "", "backup", ""));
        }
        String after = String.join("", result.lines());
        boolean converges =
                edit.present(TextFile.linesWithEnds(after)).message().isEmpty();
        return editing.rewritten(before, after, result.message(), values, "backup", converges);
    }

    private static void requireSense(Parameters wanted) {
        if (wanted.regexp() != null && wanted.search_string() != null) {
            throw new TaskFailure("regexp and search_string exclude each other");
        }
        if (wanted.insertafter() != null && wanted.insertbefore() != null) {
            throw new TaskFailure("insertafter and insertbefore exclude each other");
        }
        if (wanted.backrefs() && wanted.regexp() == null) {
            throw new TaskFailure("regexp is required with backrefs=true");
        }
        if (wanted.state() == State.PRESENT && wanted.line() == null) {
            throw new TaskFailure("line is required with state=present");
        }
        if (wanted.line() == null && wanted.regexp() == null && wanted.search_string() == null) {
            throw new TaskFailure("one of line, search_string, or regexp is required with state=absent");
        }
    }

    private static LineEdit edit(Parameters wanted) {
        String line = wanted.line();
        return new LineEdit(
                line == null ? null : TextEditing.asBytes(line),
                pattern("regexp", wanted.regexp()),
                wanted.search_string() == null ? null : TextEditing.asBytes(wanted.search_string()),
                InsertPlace.of(wanted.insertafter(), wanted.insertbefore()),
                wanted.backrefs(),
                wanted.firstmatch());
    }

    private static @Nullable Regex pattern(String name, @Nullable String regexp) {
        return regexp == null ? null : RegexParameter.compile(name, TextEditing.asBytes(regexp), Regex.Flag.BYTES);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return UndecidedFile.edited(wanted.path(), wanted.wanted(), wanted.state() == State.PRESENT, reason);
    }
}
