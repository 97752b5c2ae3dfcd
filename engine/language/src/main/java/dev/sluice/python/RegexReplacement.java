package dev.sluice.python;

import java.util.regex.Matcher;

/** The replacement of a match in Python's syntax: {@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n}. */
final class RegexReplacement {
    private final Regex regex;
    private final Matcher match;
    private final String template;
    private int at;

    RegexReplacement(Regex regex, Matcher match, String template) {
        this.regex = regex;
        this.match = match;
        this.template = template;
    }

    String expanded() {
        StringBuilder text = new StringBuilder();
        while (at < template.length()) {
            char each = template.charAt(at++);
            text.append(each == '\\' ? escape() : each);
        }
        return text.toString();
    }

    private String escape() {
        if (at == template.length()) {
            throw wrong("bad escape (end of pattern)");
        }
        char letter = template.charAt(at);
        if (letter >= '0' && letter <= '9') {
            return number();
        }
        at++;
        return letter == 'g' ? named() : character(letter);
    }

    private String number() {
        String digits = RegexTranslation.digits(template, at);
        at += digits.length();
        boolean octal = digits.startsWith("0") || digits.length() == 3;
        return octal ? String.valueOf((char) (Integer.parseInt(digits, 8) & 0xff)) : regex.group(match, digits);
    }

    private String named() {
        int end = template.indexOf('>', at);
        if (!template.startsWith("<", at) || end < 0) {
            throw wrong("missing group name after \\g");
        }
        String name = template.substring(at + 1, end);
        at = end + 1;
        return regex.group(match, name);
    }

    private String character(char letter) {
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
                if (RegexTranslation.isAsciiLetter(letter)) {
                    throw wrong("bad escape \\" + letter);
                }
                yield "\\" + letter;
            }
        };
    }

    private OperationException wrong(String what) {
        return new OperationException("the replacement " + Text.quoted(template) + " is not valid: " + what);
    }
}
