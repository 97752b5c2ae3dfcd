package dev.sluice.modules.system.files.module;

import dev.sluice.spi.TaskFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in the syntax of Python's {@code re} (3.11, as its documentation describes it), carried out by
 * Java's. A pattern over bytes sees a text in which every character is a byte (ISO 8859-1) and knows only ASCII letters.
 */
public final class PythonPattern {
    /** How a pattern reads its text. */
    public enum Mode {
        /** Bytes, as lineinfile and blockinfile see files. */
        BYTES,
        /** Unicode text. */
        TEXT,
        /** Unicode text in which {@code ^} and {@code $} match at every line. */
        LINES,
        /** Unicode text in which a dot matches newlines too. */
        DOT_ALL
    }

    private final String source;
    private final Pattern pattern;
    private final Map<String, Integer> groups;

    private PythonPattern(String source, Pattern pattern, Map<String, Integer> groups) {
        this.source = source;
        this.pattern = pattern;
        this.groups = groups;
    }

    /**
     * Understands a pattern.
     *
     * @param parameter the parameter that holds it, for the message
     * @throws TaskFailure if it is wrong, or uses the rare {@code (?(1)a|b)} and {@code \N{name}}
     */
    public static PythonPattern compile(String parameter, String regex, Mode mode) {
        Translation translation = new Translation(regex, mode);
        try {
            String java = translation.run();
            return new PythonPattern(regex, Pattern.compile(java, translation.flags), translation.groups);
        } catch (PatternSyntaxException wrong) {
            String description = wrong.getDescription().toLowerCase(Locale.ROOT);
            throw new TaskFailure(parameter + " is no valid regular expression: " + regex + ": " + description);
        }
    }

    public Matcher matcher(String text) {
        return pattern.matcher(text);
    }

    boolean finds(String text) {
        return matcher(text).find();
    }

    /** Whether {@code ^} and {@code $} match at every line. */
    boolean isMultiline() {
        return (pattern.flags() & Pattern.MULTILINE) != 0;
    }

    /** The numbers of the named groups, by name. */
    public Map<String, Integer> groups() {
        return Map.copyOf(groups);
    }

    /** What a named group matched. */
    int group(String name) {
        Integer number = groups.get(name);
        if (number == null) {
            throw new TaskFailure("unknown group name '" + name + "' in " + source);
        }
        return number;
    }

    /** A replacement in Python's syntax with what a match found put in: {@code \1}, {@code \g<1>}, {@code \g<name>}. */
    String expand(Matcher match, String template) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char each = template.charAt(at);
            if (each != '\\' || at + 1 == template.length()) {
                text.append(each);
                continue;
            }
            char next = template.charAt(++at);
            if (next == 'g') {
                int end = template.indexOf('>', at);
                if (at + 1 >= template.length() || template.charAt(at + 1) != '<' || end < 0) {
                    throw new TaskFailure("missing group name after \\g in " + template);
                }
                String name = template.substring(at + 2, end);
                text.append(found(match, name.matches("\\d+") ? Integer.parseInt(name) : group(name), template));
                at = end;
            } else if (next >= '0' && next <= '9') {
                String digits = number(template, at);
                at += digits.length() - 1;
                boolean octal = digits.startsWith("0") || digits.length() == 3;
                text.append(
                        octal
                                ? String.valueOf((char) (Integer.parseInt(digits, 8) & 0xff))
                                : found(match, Integer.parseInt(digits), template));
            } else {
                text.append(escape(next, template));
            }
        }
        return text.toString();
    }

    private static String number(String template, int at) {
        int end = at + 1;
        if (template.charAt(at) == '0') {
            while (end < template.length() && end < at + 3 && isOctal(template.charAt(end))) {
                end++;
            }
            return template.substring(at, end);
        }
        if (end < template.length() && Character.isDigit(template.charAt(end))) {
            end++;
            boolean octal = isOctal(template.charAt(at)) && isOctal(template.charAt(at + 1));
            if (octal && end < template.length() && isOctal(template.charAt(end)) && template.charAt(at) <= '3') {
                end++;
            }
        }
        return template.substring(at, end);
    }

    private static boolean isOctal(char digit) {
        return digit >= '0' && digit <= '7';
    }

    private static String found(Matcher match, int group, String template) {
        if (group > match.groupCount()) {
            throw new TaskFailure("invalid group reference " + group + " in " + template);
        }
        String text = match.group(group);
        return text == null ? "" : text;
    }

    private static String escape(char letter, String template) {
        return switch (letter) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '\\' -> "\\";
            default -> {
                if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
                    throw new TaskFailure("bad escape \\" + letter + " in " + template);
                }
                yield "\\" + letter;
            }
        };
    }

    /** Rewrites what the two syntaxes write differently. */
    private static final class Translation {
        private static final Pattern FLAGS = Pattern.compile("\\A\\(\\?([aiLmsux]+)\\)");
        private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");
        private static final String WORD = "[A-Za-z0-9_]";

        private final String regex;
        private final boolean bytes;
        private final StringBuilder java = new StringBuilder();
        private final Map<String, Integer> groups = new LinkedHashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private int flags;
        private int count;
        private int at;

        Translation(String regex, Mode mode) {
            this.regex = regex;
            this.bytes = mode == Mode.BYTES;
            this.flags = Pattern.UNIX_LINES
                    | (bytes ? 0 : Pattern.UNICODE_CHARACTER_CLASS)
                    | (mode == Mode.LINES ? Pattern.MULTILINE : 0)
                    | (mode == Mode.DOT_ALL ? Pattern.DOTALL : 0);
        }

        String run() {
            Matcher leading = FLAGS.matcher(regex);
            if (leading.find()) {
                leading.group(1).chars().forEach(letter -> flags |= flag((char) letter));
                at = leading.end();
            }
            while (at < regex.length()) {
                char each = regex.charAt(at);
                switch (each) {
                    case '\\' -> escape(false);
                    case '[' -> characterClass();
                    case '(' -> group();
                    case '{' -> repeat();
                    case '^' -> put((flags & Pattern.MULTILINE) != 0 ? "(?<![^\\n])" : "\\A");
                    case '$' -> put((flags & Pattern.MULTILINE) != 0 ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
                    default -> put(String.valueOf(each));
                }
            }
            return java.toString();
        }

        private int flag(char letter) {
            return switch (letter) {
                case 'i' -> Pattern.CASE_INSENSITIVE | (bytes ? 0 : Pattern.UNICODE_CASE);
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                default -> 0;
            };
        }

        private void put(String text) {
            java.append(text);
            at++;
        }

        private PatternSyntaxException wrong(String what) {
            return new PatternSyntaxException(what, regex, at);
        }

        private void group() {
            if (regex.startsWith("(?P<", at)) {
                int end = regex.indexOf('>', at);
                if (end < 0) {
                    throw wrong("missing >, unterminated name");
                }
                String name = regex.substring(at + 4, end);
                groups.put(name, ++count);
                names.put(name, "g" + count);
                java.append("(?<g").append(count).append('>');
                at = end + 1;
            } else if (regex.startsWith("(?P=", at)) {
                int end = regex.indexOf(')', at);
                String name = end < 0 ? null : names.get(regex.substring(at + 4, end));
                if (name == null) {
                    throw wrong("unknown group name");
                }
                java.append("\\k<").append(name).append('>');
                at = end + 1;
            } else if (regex.startsWith("(?#", at)) {
                int end = regex.indexOf(')', at);
                if (end < 0) {
                    throw wrong("missing ), unterminated comment");
                }
                at = end + 1;
            } else if (regex.startsWith("(?(", at)) {
                throw new TaskFailure("the regular expression " + regex
                        + " has a conditional (?(...)), which is not supported; write both cases out");
            } else {
                if (!regex.startsWith("(?", at)) {
                    count++;
                }
                put("(");
            }
        }

        private void repeat() {
            Matcher repeat = REPEAT.matcher(regex).region(at, regex.length());
            boolean counted = repeat.lookingAt()
                    && !(repeat.group(1).isEmpty() && repeat.group(2).isEmpty())
                    && !repeat.group().equals("{}");
            if (!counted) {
                put("\\{");
                return;
            }
            String least = repeat.group(1).isEmpty() ? "0" : repeat.group(1);
            java.append('{')
                    .append(least)
                    .append(repeat.group(2))
                    .append(repeat.group(3))
                    .append('}');
            at = repeat.end();
        }

        private void characterClass() {
            put("[");
            if (at < regex.length() && regex.charAt(at) == '^') {
                put("^");
            }
            boolean first = true;
            while (true) {
                if (at >= regex.length()) {
                    throw wrong("unterminated character set");
                }
                char each = regex.charAt(at);
                if (each == ']' && !first) {
                    put("]");
                    return;
                }
                first = false;
                if (each == '\\') {
                    escape(true);
                } else if ("[]&^ #\t\n~".indexOf(each) >= 0) {
                    put("\\x{" + Integer.toHexString(each) + "}");
                } else {
                    put(String.valueOf(each));
                }
            }
        }

        private void escape(boolean inClass) {
            if (at + 1 >= regex.length()) {
                throw wrong("bad escape at the end");
            }
            char letter = regex.charAt(at + 1);
            if (letter >= '0' && letter <= '9') {
                numberEscape(inClass);
                return;
            }
            int digits = switch (letter) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            if (digits > 0) {
                if (at + 2 + digits > regex.length()) {
                    throw wrong("incomplete escape \\" + letter);
                }
                java.append("\\x{").append(regex, at + 2, at + 2 + digits).append('}');
                at += 2 + digits;
                return;
            }
            java.append(named(letter, inClass));
            at += 2;
        }

        private String named(char letter, boolean inClass) {
            return switch (letter) {
                case 'd', 'D', 'w', 'W', 's', 'S' -> "\\" + letter;
                case 'A' -> inClass ? bad(letter) : "\\A";
                case 'Z' -> inClass ? bad(letter) : "\\z";
                case 'b' -> inClass ? "\\x08" : bytes ? boundary() : "\\b";
                case 'B' -> inClass ? bad(letter) : bytes ? "(?!" + boundary() + ")" : "\\B";
                case 'n' -> "\\n";
                case 't' -> "\\t";
                case 'r' -> "\\r";
                case 'f' -> "\\f";
                case 'a' -> "\\x07";
                case 'v' -> "\\x0B";
                default ->
                    (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
                            ? bad(letter)
                            : "\\x{" + Integer.toHexString(letter) + "}";
            };
        }

        private static String boundary() {
            return "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
        }

        private String bad(char letter) {
            throw wrong("bad escape \\" + letter);
        }

        private void numberEscape(boolean inClass) {
            String digits = number(regex, at + 1);
            boolean octal = inClass || digits.startsWith("0") || digits.length() == 3;
            if (octal) {
                java.append("\\x{")
                        .append(Integer.toHexString(Integer.parseInt(digits, 8)))
                        .append('}');
            } else {
                if (Integer.parseInt(digits) > count) {
                    throw wrong("invalid group reference " + digits);
                }
                java.append("(?:\\").append(digits).append(')');
            }
            at += 1 + digits.length();
        }
    }
}
