package dev.sluice.connection;

import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Arguments for the {@code ssh} program, as people write them into {@code ansible_ssh_common_args}. */
final class SshArguments {
    private static final String WITHOUT_MEANING_HERE = "46AaCfgKkMNnqsTtVvXxYy";

    private final String where;
    private final SshOptions options;

    private SshArguments(String where, SshOptions options) {
        this.where = where;
        this.options = options;
    }

    /**
     * Adds what the arguments say.
     *
     * @param where the variable they come from, for messages
     */
    static void read(String where, String text, SshOptions options) throws UnreachableException {
        Iterator<String> words = words(where, text).iterator();
        SshArguments arguments = new SshArguments(where, options);
        while (words.hasNext()) {
            arguments.read(words.next(), words);
        }
    }

    private void read(String word, Iterator<String> rest) throws UnreachableException {
        if (word.length() < 2 || word.charAt(0) != '-') {
            throw new UnreachableException(where + ": '" + word + "' is not understood; it should be an option");
        }
        char flag = word.charAt(1);
        if (WITHOUT_MEANING_HERE.indexOf(flag) >= 0) {
            return;
        }
        String name = switch (flag) {
            case 'o' -> "";
            case 'i' -> "IdentityFile";
            case 'p' -> "Port";
            case 'l' -> "User";
            case 'J' -> "ProxyJump";
            case 'F' -> SshConfig.FILE;
            case 'c' -> "Ciphers";
            case 'm' -> "MACs";
            default ->
                throw new UnreachableException(where + ": the option '" + word
                        + "' is not supported; write it as '-o Name=Value' if it has a name in ssh_config");
        };
        String value = word.length() > 2 ? word.substring(2) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw new UnreachableException(where + ": the option '" + word + "' needs a value");
        }
        if (!name.isEmpty()) {
            options.add(name, value);
            return;
        }
        SshConfig.Setting setting = SshConfig.setting(value);
        if (setting == null) {
            throw new UnreachableException(where + ": '-o " + value + "' should be '-o Name=Value'");
        }
        options.add(setting.name(), setting.value());
    }

    /** Splits as a shell does: blanks, single and double quotes, backslashes. */
    static List<String> words(String where, String text) throws UnreachableException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (quote != 0) {
                if (each == quote) {
                    quote = 0;
                } else if (each == '\\' && quote == '"' && at + 1 < text.length()) {
                    word.append(text.charAt(++at));
                } else {
                    word.append(each);
                }
            } else if (each == '\'' || each == '"') {
                quote = each;
                inWord = true;
            } else if (Character.isWhitespace(each)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(each == '\\' && at + 1 < text.length() ? text.charAt(++at) : each);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new UnreachableException(where + ": a quote is not closed in '" + text + "'");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
