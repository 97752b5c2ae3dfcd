package dev.sluice.template.filter;

import dev.sluice.python.LetterCase;
import dev.sluice.python.Limits;
import dev.sluice.python.Methods;
import dev.sluice.python.OperationException;
import dev.sluice.python.PercentFormat;
import dev.sluice.python.TextSearch;
import dev.sluice.python.TextSplit;
import dev.sluice.python.Tuple;
import dev.sluice.python.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters on texts. */
final class TextFilters implements Family {
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD_START = Pattern.compile("(^|[-\\s({\\[<]+)([^-\\s({\\[<]*)");

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "string",
                "lower",
                "upper",
                "capitalize",
                "title",
                "trim(chars?)",
                "replace(old, new, count?)",
                "center(width?)",
                "format(*arguments, **named)",
                "indent(width?, first?, blank?)",
                "truncate(length?, killwords?, end?, leeway?)",
                "wordcount",
                "wordwrap(width?, break_long_words?, wrapstring?, break_on_hyphens?)",
                "split(sep?, maxsplit?)",
                "splitlines");
    }

    @Override
    public @Nullable Object apply(Call call) {
        String text = call.text();
        return switch (call.name()) {
            case "string" -> text;
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "capitalize" -> LetterCase.capitalize(text);
            case "title" -> title(text);
            case "trim" -> LetterCase.strip(text, call.optionalText("chars"), true, true);
            case "replace" -> TextSearch.replace(text, call.text("old"), call.text("new"), call.integer("count", -1));
            case "center" -> method(text, "center", call.integer("width", 80));
            case "format" -> format(call, text);
            case "indent" -> indent(call, text);
            case "truncate" -> truncate(call, text);
            case "wordcount" -> WORD.matcher(text).results().count();
            case "wordwrap" ->
                TextWrap.wrap(
                        text,
                        (int) call.integer("width", 79),
                        call.flag("break_long_words", true),
                        call.text("wrapstring", "\n"),
                        call.flag("break_on_hyphens", true));
            case "split" -> split(call);
            case "splitlines" -> TextSplit.lines(text, false);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static @Nullable Object method(Object value, String name, Object... arguments) {
        return Methods.method(value, name).call(List.of(arguments), Map.of());
    }

    private static String title(String text) {
        return WORD_START.matcher(text).replaceAll(TextFilters::titleWord);
    }

    private static String titleWord(MatchResult match) {
        return Matcher.quoteReplacement(match.group(1) + LetterCase.capitalize(match.group(2)));
    }

    private static String format(Call call, String text) {
        if (!call.named().isEmpty() && !call.positional().isEmpty()) {
            throw new OperationException("'format' takes either positional or named arguments");
        }
        return PercentFormat.apply(text, call.named().isEmpty() ? Tuple.copyOf(call.positional()) : call.named());
    }

    private static String indent(Call call, String text) {
        String margin = call.get("width") instanceof String given
                ? given
                : " ".repeat((int) Math.max(0, Math.min(10_000, call.integer("width", 4))));
        boolean blank = call.flag("blank", false);
        StringBuilder out = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean indented = i == 0 ? call.flag("first", false) : blank || !lines[i].isEmpty();
            out.append(i == 0 ? "" : "\n").append(indented ? margin : "").append(lines[i]);
            Limits.checkText(out.length());
        }
        return out.toString();
    }

    private static String truncate(Call call, String text) {
        int length = (int) call.integer("length", 255);
        String end = call.text("end", "...");
        long leeway = call.integer("leeway", 5);
        if (length < end.length()) {
            throw new OperationException("'truncate' needs a length of at least " + end.length());
        }
        if (Types.length(text) <= length + leeway) {
            return text;
        }
        String kept = text.substring(0, text.offsetByCodePoints(0, length - end.length()));
        int space = kept.lastIndexOf(' ');
        return (call.flag("killwords", false) || space < 0 ? kept : kept.substring(0, space)) + end;
    }

    private static List<Object> split(Call call) {
        if (!(call.value() instanceof String text)) {
            throw new OperationException(
                    "'split' needs a text, not a value of type '" + Types.name(call.value()) + "'");
        }
        String separator = call.optionalText("sep");
        long most = call.integer("maxsplit", -1);
        return separator == null ? TextSplit.words(text, most, false) : TextSplit.split(text, separator, most, false);
    }
}
