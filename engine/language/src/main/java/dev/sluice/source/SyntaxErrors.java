package dev.sluice.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in an author's words what a YAML parser complains about. A parser notices a mistake late and names it by its own
 * tokens; this looks at the lines around for the mistakes that people really make.
 */
final class SyntaxErrors {
    private static final String ITEM = "\\s*(?:-\\s+)*";
    private static final Pattern TEMPLATE_VALUE =
            Pattern.compile("^(" + ITEM + "(?:[^\\s#'\"{\\[][^#'\"{]*?:\\s+)?)(\\{[{%].*)$");
    private static final Pattern NO_SPACE = Pattern.compile("^" + ITEM + "([A-Za-z_][\\w.-]*):([^\\s:/\\\\].*)$");
    private static final Pattern SECOND_COLON =
            Pattern.compile("^" + ITEM + "[^\\s'\"\\[{#][^:'\"]*:\\s+(?![|>&*!'\"\\[{])(.*?:(?:\\s.*)?)$");
    private static final Pattern QUOTED_START = Pattern.compile("^" + ITEM + "(?:[\\w.-]+\\s*:\\s+)?((['\"]).*)$");
    private static final Pattern KEY_AND_VALUE = Pattern.compile("^" + ITEM + "[^\\s#'\"].*?:\\s+[^\\s#|>&].*$");

    private final SourceFile file;
    private final String problem;
    private final String context;
    private final int at;
    private final int contextAt;
    private final String[] lines;
    private final int[] starts;
    private final int line;

    private SyntaxErrors(SourceFile file, String problem, String context, int at, int contextAt) {
        this.file = file;
        this.problem = problem;
        this.context = context;
        this.at = at;
        this.contextAt = contextAt;
        this.lines = file.text().split("\n", -1);
        this.starts = new int[lines.length];
        for (int index = 1; index < lines.length; index++) {
            starts[index] = starts[index - 1] + lines[index - 1].length() + 1;
        }
        this.line = file.line(at);
    }

    static Diagnostic explain(SourceFile file, YamlEngineException error) {
        if (error instanceof ReaderException unreadable) {
            int at = offset(file, unreadable.getPosition());
            return Diagnostic.error(
                    new Span(file, at, Math.min(at + 1, file.text().length())),
                    String.format("the character U+%04X is not allowed in YAML", unreadable.getCodePoint()),
                    "remove it, or write it as an escape in double quotes");
        }
        if (!(error instanceof MarkedYamlEngineException marked)) {
            return Diagnostic.error(new Span(file, 0, 0), "not valid YAML: " + error.getMessage(), "");
        }
        int at = offset(file, marked.getProblemMark().map(Mark::getIndex).orElse(0));
        int contextAt = offset(file, marked.getContextMark().map(Mark::getIndex).orElse(-1));
        String context = marked.getContext() == null ? "" : marked.getContext();
        return new SyntaxErrors(file, marked.getProblem(), context, at, contextAt).explain();
    }

    /** {@code key: {{ x }}} without quotes. */
    static Diagnostic unquotedTemplate(Span span, String text) {
        String firstLine = text.lines().findFirst().orElse(text).strip();
        return new Diagnostic(
                Diagnostic.Severity.ERROR,
                span,
                "a value that starts with '" + text.substring(0, 2) + "' must be in quotes",
                "YAML takes '{' for the start of a mapping",
                "write " + quoted(firstLine));
    }

    private Diagnostic explain() {
        return tab().or(this::template)
                .or(this::quotes)
                .or(this::block)
                .or(this::startOfValue)
                .or(this::colons)
                .or(this::brackets)
                .or(this::indentation)
                .orElseGet(() ->
                        new Diagnostic(Diagnostic.Severity.ERROR, here(), "not valid YAML: " + problem, context, ""));
    }

    private Optional<Diagnostic> tab() {
        for (int number : new int[] {line, Math.max(1, line - 1)}) {
            String text = text(number);
            int tab = text.indexOf('\t');
            if (tab >= 0 && text.substring(0, tab).replaceAll("[-\\s]", "").isEmpty() && !text.isBlank()) {
                int from = startOf(number) + tab;
                return found(
                        new Span(file, from, from + 1),
                        "a tab cannot indent YAML",
                        "how wide a tab is differs between editors, so YAML allows only spaces",
                        "replace it with spaces");
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> template() {
        for (int number : new int[] {line, contextAt < 0 ? line : file.line(contextAt), previous(line)}) {
            Matcher matcher = TEMPLATE_VALUE.matcher(text(number));
            if (matcher.matches()) {
                int from = startOf(number) + matcher.start(2);
                return Optional.of(
                        unquotedTemplate(new Span(file, from, startOf(number) + matcher.end(2)), matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> quotes() {
        if (problem.contains("unknown escape")) {
            return found(
                    new Span(
                            file,
                            Math.max(0, at - 1),
                            Math.min(at + 1, file.text().length())),
                    "in double quotes '\\" + character() + "' means nothing",
                    "a backslash starts an escape there, such as \\n",
                    "use single quotes, where a backslash is itself, or double the backslash");
        }
        if (context.contains("quoted scalar") && contextAt >= 0) {
            return found(
                    new Span(file, contextAt, contextAt + 1),
                    "this quote is never closed",
                    "everything to the end of the file would belong to the text",
                    "close it with another " + file.text().charAt(contextAt));
        }
        Matcher opened = QUOTED_START.matcher(text(previous(line)));
        if (opened.matches() && count(opened.group(1), opened.group(2).charAt(0)) % 2 == 1) {
            int from = startOf(previous(line)) + opened.start(1);
            return found(
                    new Span(file, from, from + opened.group(1).length()),
                    "this quote is not closed on its line",
                    "the text then goes on to the next " + opened.group(2) + ", which is in line " + line,
                    "close it with another " + opened.group(2));
        }
        Matcher quoted = QUOTED_START.matcher(text(line));
        if (problem.startsWith("expected <block end>") && quoted.matches() && at > startOf(line) + quoted.start(1)) {
            return found(
                    here(),
                    "there is more text after the closing quote",
                    "a value that starts with a quote ends with that quote",
                    inQuotes("put the whole value in quotes", quoted.group(1)));
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> block() {
        if (problem.contains("comment or a line break")) {
            return found(
                    here(),
                    "the text of a block starts on the next line",
                    "after '|' or '>' only its indicators and a comment may follow",
                    "move the text to the next line and indent it");
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> startOfValue() {
        if (problem.contains("cannot start any token")) {
            return found(
                    here(),
                    "a value cannot start with '" + character() + "'",
                    "YAML reserves that character",
                    "put the value in quotes: "
                            + quoted(file.text().substring(at, endOf(line)).strip()));
        }
        if (context.contains("anchor") || context.contains("alias")) {
            return found(
                    here(),
                    "not a valid name of an anchor or an alias",
                    "'&' and '*' at the start of a value have a meaning in YAML",
                    "put the value in quotes");
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> colons() {
        boolean mapping = problem.contains("mapping values are not allowed");
        boolean missing = problem.contains("could not find expected ':'");
        if (!mapping && !missing && !problem.startsWith("expected <block end>")) {
            return Optional.empty();
        }
        int contextLine = contextAt < 0 ? line : file.line(contextAt);
        for (int number : new int[] {line, previous(line), contextLine}) {
            Matcher matcher = NO_SPACE.matcher(text(number));
            if (matcher.matches()) {
                int from = startOf(number) + matcher.start(1);
                return found(
                        new Span(file, from, from + matcher.group(1).length() + 1),
                        "missing space after the ':'",
                        "without it this is a text and no key",
                        "write " + matcher.group(1) + ": " + matcher.group(2).strip());
            }
        }
        return mapping ? secondColon() : missing ? missingColon(contextLine) : Optional.empty();
    }

    private Optional<Diagnostic> secondColon() {
        Matcher matcher = SECOND_COLON.matcher(text(line));
        if (matcher.matches()) {
            int from = startOf(line) + matcher.start(1);
            return found(
                    new Span(file, from, startOf(line) + matcher.end(1)),
                    "a value without quotes cannot contain ': '",
                    "YAML takes the second ':' for another key on the same line",
                    inQuotes("put the value in quotes", matcher.group(1)));
        }
        int before = previous(line);
        if (KEY_AND_VALUE.matcher(text(before)).matches() && indent(line) > indent(before)) {
            return found(
                    new Span(file, startOf(line) + indent(line), endOf(line)),
                    "this line is indented deeper than the one above, which already has a value",
                    "YAML takes it for a continuation of the value in line " + before,
                    "give it the indentation of line " + before + ": " + indent(before) + " spaces");
        }
        if (!text(before).contains(":") && indent(line) == indent(before) && before < line) {
            return missingColon(before);
        }
        return found(here(), "a key cannot stand here", "", "check the indentation of this line and the one above");
    }

    private Optional<Diagnostic> missingColon(int contextLine) {
        return found(
                new Span(file, startOf(contextLine) + indent(contextLine), endOf(contextLine)),
                "expected 'key: value'",
                "the lines around it are keys, so this one must be a key too",
                "add the missing ':', or indent the line if it continues the text above");
    }

    private Optional<Diagnostic> brackets() {
        boolean sequence = context.contains("flow sequence");
        if ((!sequence && !context.contains("flow mapping")) || contextAt < 0) {
            return Optional.empty();
        }
        String close = sequence ? "]" : "}";
        if (at >= file.text().stripTrailing().length() || line > file.line(contextAt)) {
            return found(
                    new Span(file, contextAt, contextAt + 1),
                    "this '" + file.text().charAt(contextAt) + "' is never closed",
                    "",
                    "close it with '" + close + "'; a text that starts with a bracket must be in quotes");
        }
        return found(
                here(),
                "a ',' or '" + close + "' is missing before this",
                "the " + (sequence ? "list" : "mapping") + " starts in line " + file.line(contextAt),
                "add it; texts that contain brackets, commas or quotes must be in quotes");
    }

    private Optional<Diagnostic> indentation() {
        boolean blockEnd = problem.startsWith("expected <block end>");
        if (!blockEnd && !problem.contains("entries are not allowed")) {
            return Optional.empty();
        }
        if (file.text().startsWith(":", at)) {
            return found(here(), "missing key before the ':'", "", "write the key, or remove the ':'");
        }
        boolean item = file.text().startsWith("-", at);
        int contextLine = item ? nearestItem() : contextAt < 0 ? previous(line) : file.line(contextAt);
        int expected = item || contextAt < 0 ? dash(contextLine) : file.column(contextAt) - 1;
        int actual = file.column(at) - 1;
        if (expected == actual) {
            return found(
                    here(),
                    item ? "an item of a list cannot stand among keys" : "a key cannot stand among the items of a list",
                    "what starts in line " + contextLine + " in the same column is a " + (item ? "mapping" : "list"),
                    "indent it by two more spaces if it belongs to the line above, or make it fit the others");
        }
        return found(
                here(),
                item ? "this '-' does not line up with its list" : "this line does not line up with those above",
                "what it should belong to starts in line " + contextLine + " with " + spaces(expected)
                        + " before it; here there are " + actual,
                "indent it with " + spaces(expected) + ", or check the line above");
    }

    /** The line above that starts with {@code -} and is indented most alike. */
    private int nearestItem() {
        int nearest = previous(line);
        int best = Integer.MAX_VALUE;
        for (int number = line - 1; number > 0; number--) {
            int difference = Math.abs(dash(number) - dash(line));
            if (text(number).stripLeading().startsWith("-") && difference < best) {
                best = difference;
                nearest = number;
            }
        }
        return nearest;
    }

    private int dash(int number) {
        String text = text(number);
        return text.length() - text.stripLeading().length();
    }

    private static String spaces(int count) {
        return count == 0 ? "no space" : count == 1 ? "1 space" : count + " spaces";
    }

    private static Optional<Diagnostic> found(@Nullable Span span, String message, String why, String hint) {
        return Optional.of(new Diagnostic(Diagnostic.Severity.ERROR, span, message, why, hint));
    }

    private static String quoted(String value) {
        boolean plain = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
        return plain ? '"' + value + '"' : "'" + value.replace("'", "''") + "'";
    }

    /** The advice with the value as it should be written, unless the value might be a secret. */
    private String inQuotes(String advice, String value) {
        String text = text(line);
        return SecretKeys.mask(text).equals(text) ? advice + ": " + quoted(value.strip()) : advice;
    }

    private Span here() {
        return new Span(file, at, Math.max(at, endOf(line)));
    }

    private String character() {
        return at < file.text().length() ? Character.toString(file.text().codePointAt(at)) : "";
    }

    private int previous(int from) {
        int number = from - 1;
        while (number > 1
                && (text(number).isBlank() || text(number).stripLeading().startsWith("#"))) {
            number--;
        }
        return Math.max(1, number);
    }

    private String text(int number) {
        return number <= lines.length ? lines[number - 1] : "";
    }

    private int startOf(int number) {
        return starts[Math.min(number, starts.length) - 1];
    }

    private int endOf(int number) {
        return startOf(number) + text(number).length();
    }

    private int indent(int number) {
        String text = text(number);
        int spaces = text.length() - text.stripLeading().length();
        return text.startsWith("- ", spaces) ? spaces + 2 : spaces;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(each -> each == wanted).count();
    }

    private static int offset(SourceFile file, int codePoint) {
        if (codePoint < 0) {
            return -1;
        }
        int known = file.text().codePointCount(0, file.text().length());
        return file.text().offsetByCodePoints(0, Math.min(codePoint, known));
    }
}
