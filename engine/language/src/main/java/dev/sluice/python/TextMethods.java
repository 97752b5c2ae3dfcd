package dev.sluice.python;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of texts. */
final class TextMethods {
    static final List<String> NAMES = List.of(
            "capitalize",
            "casefold",
            "center",
            "count",
            "decode",
            "encode",
            "endswith",
            "expandtabs",
            "find",
            "format",
            "index",
            "isalnum",
            "isalpha",
            "isdecimal",
            "isdigit",
            "islower",
            "isnumeric",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "upper",
            "zfill",
            "format_map",
            "isascii");

    private TextMethods() {}

    static @Nullable Object call(String text, MethodArguments arguments) {
        return switch (arguments.method()) {
            case "lower", "upper", "capitalize", "title", "casefold", "swapcase" -> letterCase(text, arguments);
            case "center", "ljust", "rjust", "zfill", "expandtabs" -> pad(text, arguments);
            case "find", "rfind", "index", "rindex", "count" -> TextSearch.search(text, arguments);
            case "startswith", "endswith" -> TextSearch.hasEdge(text, arguments);
            case "split", "rsplit", "splitlines", "partition", "rpartition" -> TextSplit.call(text, arguments);
            case "strip", "lstrip", "rstrip", "removeprefix", "removesuffix" -> strip(text, arguments);
            case "replace" -> replace(text, arguments);
            case "join" -> join(text, arguments);
            case "format" -> BraceFormat.apply(text, arguments.positional(), arguments.named());
            case "format_map" -> formatMap(text, arguments);
            case "encode", "decode" -> text;
            default -> classify(text, arguments);
        };
    }

    private static Object formatMap(String text, MethodArguments arguments) {
        arguments.expect(1, 1);
        if (arguments.value(0, "mapping") instanceof Map<?, ?> map) {
            return BraceFormat.apply(text, List.of(), map);
        }
        throw new OperationException("format_map() needs a mapping");
    }

    private static String letterCase(String text, MethodArguments arguments) {
        arguments.expect(0, 0);
        return switch (arguments.method()) {
            case "lower", "casefold" -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "capitalize" -> LetterCase.capitalize(text);
            case "title" -> LetterCase.title(text);
            default -> LetterCase.swap(text);
        };
    }

    private static String pad(String text, MethodArguments arguments) {
        if (arguments.method().equals("expandtabs")) {
            return expandTabs(text, arguments.integer(0, "tabsize", 8));
        }
        arguments.expect(1, 2);
        long width = arguments.integer(0, "width");
        String fill = arguments.text(1, "fillchar", " ");
        return switch (arguments.method()) {
            case "center" -> Padding.center(text, width, fill);
            case "ljust" -> Padding.left(text, width, fill);
            case "rjust" -> Padding.right(text, width, fill);
            default -> Padding.zeros(text, width);
        };
    }

    private static String expandTabs(String text, long size) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (char c : text.toCharArray()) {
            if (c == '\t') {
                int spaces = size <= 0 ? 0 : (int) (size - column % size);
                Limits.checkText((long) out.length() + spaces);
                out.append(" ".repeat(spaces));
                column += spaces;
            } else {
                out.append(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return out.toString();
    }

    private static String strip(String text, MethodArguments arguments) {
        if (arguments.method().startsWith("remove")) {
            arguments.expect(1, 1);
            String edge = arguments.text(0, "edge");
            boolean prefix = arguments.method().equals("removeprefix");
            if (prefix) {
                return text.startsWith(edge) ? text.substring(edge.length()) : text;
            }
            return text.endsWith(edge) ? text.substring(0, text.length() - edge.length()) : text;
        }
        arguments.expect(0, 1);
        Object unwanted = arguments.value(0, "chars");
        String characters = unwanted == null ? null : arguments.text(0, "chars");
        boolean left = !arguments.method().equals("rstrip");
        boolean right = !arguments.method().equals("lstrip");
        return LetterCase.strip(text, characters, left, right);
    }

    private static String replace(String text, MethodArguments arguments) {
        arguments.expect(2, 3);
        return TextSearch.replace(
                text, arguments.text(0, "old"), arguments.text(1, "new"), arguments.integer(2, "count", -1));
    }

    private static String join(String separator, MethodArguments arguments) {
        arguments.expect(1, 1);
        List<Object> items = Types.items(arguments.value(0, "iterable"));
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof String)) {
                throw new OperationException(
                        "sequence item " + i + ": expected str instance, " + Types.name(items.get(i)) + " found",
                        "the filter '| join(...)' converts the items itself");
            }
        }
        return items.stream().map(String.class::cast).collect(Collectors.joining(separator));
    }

    private static boolean classify(String text, MethodArguments arguments) {
        arguments.expect(0, 0);
        return switch (arguments.method()) {
            case "isalnum" -> all(text, Character::isLetterOrDigit);
            case "isalpha" -> all(text, Character::isLetter);
            case "isdigit", "isdecimal", "isnumeric" -> all(text, Character::isDigit);
            case "isspace" -> all(text, LetterCase::isSpace);
            case "isascii" -> text.codePoints().allMatch(point -> point < 128);
            case "islower" -> hasCase(text) && text.equals(text.toLowerCase(Locale.ROOT));
            case "isupper" -> hasCase(text) && text.equals(text.toUpperCase(Locale.ROOT));
            case "istitle" -> hasCase(text) && text.equals(LetterCase.title(text));
            default -> throw new IllegalArgumentException(arguments.method());
        };
    }

    private static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }

    private static boolean hasCase(String text) {
        return text.codePoints().anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
    }
}
