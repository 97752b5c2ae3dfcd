package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.RegexParameter;
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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Replaces all matches of a pattern in a file, as Ansible's {@code replace}. */
public final class ReplaceModule implements Module<ReplaceModule.Parameters> {
    @Description(
            value = """
                    Replaces every match of a regular expression in a file. `^` and `$` match at every line, a dot does not
                    match a newline, and `\\\\1` or `\\\\g<name>` in `replace` stand for groups. With `after` and `before` only
                    what lies between the first match of the one and the next of the other is changed.

                    A replacement that the expression matches again changes the file in every run.""",
            example = """
                    - name: Point the clients to the new server
                      replace: { path: /etc/fstab, regexp: '^10\\.0\\.10\\.1:', replace: '10.0.10.15:' }
                    """,
            returns = {"msg: how many replacements were made", "backup_file: where the old file is kept, if it is"},
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

            @Parameter(value = "The regular expression, in Python's syntax.", required = true)
            String regexp,

            @Parameter(value = "What takes the place of each match.", defaultValue = "\"\"")
            String replace,

            @Parameter("Only what comes after a match of this regular expression is changed.") @Nullable
            String after,

            @Parameter("Only what comes before a match of this regular expression is changed.") @Nullable
            String before,

            @Parameter(value = "The file's character encoding.", defaultValue = "utf-8")
            String encoding,

            @Parameter(CommonParameters.BACKUP) boolean backup,
            @Parameter(CommonParameters.VALIDATE) @Nullable String validate,
            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group) {}

    @Override
    public String name() {
        return "replace";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        WantedAttributes attributes = new WantedAttributes(wanted.mode(), wanted.owner(), wanted.group());
        TextEditing editing = TextEditing.of(facts, wanted.path(), attributes, wanted.validate(), wanted.backup());
        Bytes content = editing.content();
        if (content == null) {
            throw new TaskFailure("Path " + editing.path() + " does not exist !", Map.of("rc", 257L));
        }
        Charset charset = charset(wanted.encoding());
        String text = decode(content, charset, editing.path());
        Regex.Replaced result = replaced(wanted, text);
        if (result == null) {
            return Plan.unchanged(Map.of(
                    "msg",
                    "Pattern for before/after params did not match the given file: " + sectionPattern(wanted),
                    "rc",
                    0L));
        }
        Regex.Replaced again = replaced(wanted, result.text());
        boolean converges = again == null || again.text().equals(result.text());
        return editing.rewritten(
                content,
                TextEditing.bytesAsText(Bytes.of(result.text().getBytes(charset))),
                result.count() + " replacements made",
                Map.of("rc", 0L),
                "backup_file",
                converges);
    }

    /** The text after all replacements; null if the section was not found. */
    private static Regex.@Nullable Replaced replaced(Parameters wanted, String text) {
        int start = 0;
        int end = text.length();
        String section = sectionPattern(wanted);
        if (!section.isEmpty()) {
            Regex regex = RegexParameter.compile("after/before", section, Regex.Flag.DOT_ALL);
            Matcher matcher = regex.matcher(text);
            if (!matcher.find()) {
                return null;
            }
            int subsection = regex.number(matcher, "subsection");
            start = matcher.start(subsection);
            end = matcher.end(subsection);
        }
        Regex regex = RegexParameter.compile("regexp", wanted.regexp(), Regex.Flag.MULTILINE);
        String part = text.substring(start, end);
        Regex.Replaced replaced = RegexParameter.checked("replace", () -> regex.replace(part, wanted.replace(), 0));
        return new Regex.Replaced(text.substring(0, start) + replaced.text() + text.substring(end), replaced.count());
    }

    private static String sectionPattern(Parameters wanted) {
        boolean after = wanted.after() != null && !wanted.after().isEmpty();
        boolean before = wanted.before() != null && !wanted.before().isEmpty();
        if (after && before) {
            return wanted.after() + "(?P<subsection>.*?)" + wanted.before();
        }
        return after ? wanted.after() + "(?P<subsection>.*)" : before ? "(?P<subsection>.*)" + wanted.before() : "";
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new TaskFailure("unknown encoding: " + name + "", "write for example utf-8 or iso-8859-1");
        }
    }

    private static String decode(Bytes content, Charset charset, String path) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content.toArray()))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw new TaskFailure(path + " is not encoded in " + charset + "", "give its encoding");
        }
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        WantedAttributes attributes = new WantedAttributes(wanted.mode(), wanted.owner(), wanted.group());
        return UndecidedFile.edited(wanted.path(), attributes, true, reason);
    }
}
