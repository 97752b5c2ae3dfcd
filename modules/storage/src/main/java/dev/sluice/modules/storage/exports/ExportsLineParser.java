package dev.sluice.modules.storage.exports;

import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a line as nfs-utils does: words end at blanks, double quotes keep blanks in a word, {@code \040} is an octal
 * escape, options follow a client's name in parentheses without a blank, {@code -options} are defaults for the clients
 * after them, and {@code #} before a word starts a comment.
 */
final class ExportsLineParser {
    private final String file;
    private final int number;
    private final String text;
    private int at;

    private ExportsLineParser(String file, int number, String text) {
        this.file = file;
        this.number = number;
        this.text = text;
    }

    static Optional<ExportsLine> parse(String file, int number, String raw) {
        boolean comment = raw.stripLeading().startsWith("#");
        String joined = comment ? raw : raw.replaceAll("\\\\\n[ \t]*", " ");
        return new ExportsLineParser(file, number, joined.stripTrailing()).line();
    }

    private Optional<ExportsLine> line() {
        skipBlanks();
        if (atEnd()) {
            return Optional.empty();
        }
        String path = word(false);
        List<String> defaults = List.of();
        List<ExportsLine.Client> clients = new ArrayList<>();
        skipBlanks();
        while (!atEnd()) {
            if (text.charAt(at) == '-') {
                at++;
                defaults = checked(ExportOptions.split(word(false)));
            } else {
                clients.add(client(defaults));
            }
            skipBlanks();
        }
        if (clients.isEmpty()) {
            clients.add(new ExportsLine.Client("", defaults, defaults.isEmpty()));
        }
        return Optional.of(new ExportsLine(path, List.copyOf(clients), text.substring(at)));
    }

    private ExportsLine.Client client(List<String> defaults) {
        String name = word(true);
        List<String> options = new ArrayList<>(defaults);
        boolean bare = defaults.isEmpty();
        if (at < text.length() && text.charAt(at) == '(') {
            bare = false;
            options.addAll(options());
        }
        return new ExportsLine.Client(name, List.copyOf(options), bare);
    }

    private List<String> options() {
        int close = text.indexOf(')', at);
        String inside = close < 0 ? "" : text.substring(at + 1, close);
        if (close < 0 || inside.matches(".*[ \t].*")) {
            throw wrong("bad list of options: it has to be (a,b,c) without blanks");
        }
        at = close + 1;
        if (at < text.length() && " \t".indexOf(text.charAt(at)) < 0) {
            throw wrong("bad list of options: a blank has to follow the closing parenthesis");
        }
        return checked(ExportOptions.split(inside));
    }

    private List<String> checked(List<String> options) {
        ExportOptions.unknown(options).ifPresent(option -> {
            throw wrong("unknown option '" + option + "'");
        });
        return options;
    }

    private String word(boolean beforeOptions) {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (!quoted && (next == ' ' || next == '\t' || (beforeOptions && next == '('))) {
                break;
            }
            at++;
            if (next == '"') {
                quoted = !quoted;
            } else {
                word.append(next);
            }
        }
        if (quoted) {
            throw wrong("a double quote is never closed");
        }
        return ExportsText.unescape(word.toString());
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length() || text.charAt(at) == '#';
    }

    private TaskFailure wrong(String what) {
        return new TaskFailure(
                file + ":" + number + ": " + what + ". exportfs stops there and would withdraw every"
                        + " share that follows",
                "fix the line first: " + text.strip());
    }
}
