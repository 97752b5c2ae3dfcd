package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a phase asks a person for ({@code vars_prompt}).
 *
 * @param name the variable that gets the answer
 * @param question what the person is shown
 * @param usual the answer if there is none
 * @param isPrivate whether the answer is a secret
 * @param isConfirmed whether it has to be given twice
 * @param span where it is written
 */
// More than five: one for each key of vars_prompt.
public record Prompt(
        String name, String question, Optional<String> usual, boolean isPrivate, boolean isConfirmed, Span span) {
    private static final Set<String> KNOWN = Set.of("name", "prompt", "default", "private", "confirm", "unsafe");

    /** The prompts of a phase; what is wrong with one is reported, and it is left out. */
    static List<Prompt> all(Keywords keywords, Diagnostics diagnostics) {
        List<Prompt> prompts = new ArrayList<>();
        Node node = keywords.get(Keyword.VARS_PROMPT).orElse(null);
        List<Node> items = node instanceof Node.Sequence sequence
                ? sequence.items()
                : node == null || KeywordReader.isNull(node) ? List.of() : List.of(node);
        for (Node item : items) {
            of(item, diagnostics).ifPresent(prompts::add);
        }
        return prompts;
    }

    private static Optional<Prompt> of(Node node, Diagnostics diagnostics) {
        if (!(node instanceof Node.Mapping mapping) || text(mapping, "name").isEmpty()) {
            diagnostics.error(
                    node.span(), "a prompt needs the name of a variable", "write '- name: NAME' and 'prompt: ...'");
            return Optional.empty();
        }
        boolean known = true;
        for (Node.Entry entry : mapping.entries()) {
            String word = entry.key().text();
            if (!KNOWN.contains(word)) {
                known = false;
                boolean hashes = Set.of("encrypt", "salt", "salt_size").contains(word);
                diagnostics.error(
                        entry.key().span(),
                        "a prompt has no '" + word + "'",
                        hashes ? "use the filter password_hash" : Suggestions.didYouMean(word, KNOWN));
            }
        }
        Optional<Boolean> isPrivate = flag(mapping, "private", true, diagnostics);
        Optional<Boolean> isConfirmed = flag(mapping, "confirm", false, diagnostics);
        known &= isPrivate.isPresent() && isConfirmed.isPresent();
        String name = text(mapping, "name").orElseThrow();
        return known
                ? Optional.of(new Prompt(
                        name,
                        text(mapping, "prompt").orElse(name),
                        text(mapping, "default"),
                        isPrivate.orElse(true),
                        isConfirmed.orElse(false),
                        mapping.span()))
                : Optional.empty();
    }

    private static Optional<String> text(Node.Mapping mapping, String name) {
        return mapping.get(name)
                .filter(node -> !KeywordReader.isNull(node))
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text());
    }

    /** Empty if it is neither true nor false, which is then reported: a secret must not be shown because of a typo. */
    private static Optional<Boolean> flag(Node.Mapping mapping, String name, boolean usual, Diagnostics diagnostics) {
        String word = text(mapping, name).orElse(String.valueOf(usual)).toLowerCase(Locale.ROOT);
        if (Set.of("true", "yes", "on", "1", "y", "t").contains(word)) {
            return Optional.of(true);
        }
        if (Set.of("false", "no", "off", "0", "n", "f").contains(word)) {
            return Optional.of(false);
        }
        diagnostics.error(
                mapping.get(name).orElse(mapping).span(),
                "'" + name + "' of a prompt is true or false, not '" + word + "'",
                "write true or false");
        return Optional.empty();
    }
}
