package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.spi.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sorts the entries of a phase, block or task into keywords and the rest, and checks the shape of each keyword. */
final class KeywordReader {
    private static final Set<String> BOOLEANS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0");

    private final Diagnostics diagnostics;

    KeywordReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The keywords of a mapping; every entry that is none is added to {@code rest}. */
    Keywords read(Node.Mapping mapping, Keyword.Level level, Collection<Node.Entry> rest) {
        Map<Keyword, Node.Entry> found = new EnumMap<>(Keyword.class);
        String lookup = "";
        for (Node.Entry entry : mapping.entries()) {
            String word = entry.key().text();
            Keyword keyword = Keyword.of(word).orElse(null);
            if (level == Keyword.Level.TASK && word.startsWith("with_")) {
                found.put(Keyword.LOOP, entry);
                lookup = word.substring("with_".length());
            } else if (keyword == null || !keyword.allowedAt(level)) {
                rest.add(entry);
            } else if (!keyword.supported()) {
                diagnostics.error(
                        entry.key().span(), "'" + word + "' is not supported yet", "take it out; nothing was ignored");
            } else {
                checkForm(keyword, entry);
                found.put(keyword, entry);
            }
        }
        return new Keywords(found, lookup);
    }

    /** Reports an entry that is no keyword at this level. */
    void unknown(Node.Entry entry, Keyword.Level level) {
        String word = entry.key().text();
        String place = level.name().toLowerCase(Locale.ROOT);
        String elsewhere = Keyword.of(word)
                .map(keyword -> "'" + word + "' belongs to a "
                        + String.join(
                                " or ",
                                Arrays.stream(Keyword.Level.values())
                                        .filter(keyword::allowedAt)
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .toList()))
                .orElseGet(() -> Suggestions.didYouMean(word, Keyword.words(level)));
        diagnostics.error(entry.key().span(), "'" + word + "' is not a keyword of a " + place, elsewhere);
    }

    private void checkForm(Keyword keyword, Node.Entry entry) {
        Node value = entry.value();
        String word = "'" + keyword.word() + "'";
        switch (keyword.form()) {
            case TEXT ->
                expect(
                        value instanceof Node.Scalar,
                        value,
                        word + " must be a text",
                        "write one value, in quotes if it has special characters");
            case NUMBER ->
                expect(
                        value instanceof Node.Scalar scalar
                                && (isTemplate(scalar)
                                        || scalar.text()
                                                .matches("[0-9]+(\\.[0-9]+)?"
                                                        + (keyword == Keyword.MAX_FAIL_PERCENTAGE ? "%?" : ""))),
                        value,
                        word + " must be a number",
                        "write it in digits, or take it from a variable: '{{ ... }}'");
            case FLAG ->
                expect(
                        value instanceof Node.Scalar scalar
                                && (isTemplate(scalar)
                                        || BOOLEANS.contains(scalar.text().toLowerCase(Locale.ROOT))),
                        value,
                        word + " must be true or false",
                        "write true or false, or an expression: '{{ ... }}'");
            case MAPPING ->
                expect(
                        value instanceof Node.Mapping || isNull(value),
                        value,
                        word + " must be a mapping",
                        "write 'name: value' below it, indented");
            case TASKS ->
                expect(
                        value instanceof Node.Sequence || isNull(value),
                        value,
                        word + " must be a list",
                        "write '- ' before each task, below it");
            case NAMES ->
                expect(
                        value instanceof Node.Scalar
                                || value instanceof Node.Sequence sequence
                                        && sequence.items().stream().allMatch(Node.Scalar.class::isInstance),
                        value,
                        word + " must be a name or a list of names",
                        "write one name, or [one, two]");
            case CONDITION ->
                expect(
                        value instanceof Node.Scalar
                                || value instanceof Node.Sequence sequence
                                        && sequence.items().stream().allMatch(Node.Scalar.class::isInstance),
                        value,
                        word + " must be an expression or a list of expressions",
                        "write one condition, or a list of conditions of which all must hold");
            case ANY -> {}
        }
    }

    private void expect(boolean holds, Node value, String message, String hint) {
        if (!holds) {
            diagnostics.error(value.span(), message, hint);
        }
    }

    static boolean isTemplate(Node.Scalar scalar) {
        return scalar.text().contains("{{") || scalar.text().contains("{%");
    }

    static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.plain()
                && (scalar.text().isEmpty()
                        || scalar.text().equals("null")
                        || scalar.text().equals("~"));
    }

    /** The names of a keyword of the form NAMES. */
    static List<Node.Scalar> names(Node node) {
        if (node instanceof Node.Sequence sequence) {
            List<Node.Scalar> names = new ArrayList<>();
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar) {
                    names.add(scalar);
                }
            }
            return names;
        }
        return node instanceof Node.Scalar scalar && !isNull(node) ? List.of(scalar) : List.of();
    }
}
