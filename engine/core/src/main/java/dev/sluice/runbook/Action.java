package dev.sluice.runbook;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which module a task calls, and with what: {@code module: ...}, {@code action: module ...} or {@code local_action}.
 *
 * @param module its name
 * @param span where the name stands
 * @param arguments a mapping, a free-form scalar or null
 * @param local whether it runs on the controller
 */
record Action(String module, Span span, @Nullable Node arguments, boolean local) {
    /** Finds the module of a task; reports none, several, and words that are neither module nor keyword. */
    static Optional<Action> of(
            Keywords keywords,
            List<Node.Entry> rest,
            Node.Mapping task,
            Diagnostics diagnostics,
            KeywordReader keywordReader) {
        Optional<Action> written = keywords.get(Keyword.ACTION).map(node -> written(node, false));
        if (written.isEmpty()) {
            written = keywords.get(Keyword.LOCAL_ACTION).map(node -> written(node, true));
        }
        if (written.isPresent()) {
            rest.forEach(entry -> keywordReader.unknown(entry, Keyword.Level.TASK));
            return written;
        }
        if (rest.isEmpty()) {
            diagnostics.error(task.span(), "this task calls no module", "add one, e.g. 'command: ...'");
            return Optional.empty();
        }
        if (rest.size() > 1) {
            reportSeveral(rest, diagnostics);
            return Optional.empty();
        }
        Node.Entry call = rest.get(0);
        return Optional.of(
                new Action(call.key().text(), call.key().span(), withArgs(call.value(), keywords, diagnostics), false));
    }

    private static void reportSeveral(List<Node.Entry> rest, Diagnostics diagnostics) {
        List<String> words =
                rest.stream().map(entry -> "'" + entry.key().text() + "'").toList();
        for (Node.Entry entry : rest.subList(1, rest.size())) {
            diagnostics.error(
                    entry.key().span(),
                    "a task calls one module, but " + String.join(" and ", words)
                            + " are neither keywords nor the same module",
                    "check the indentation: a module's parameters stand further in; or it is a misspelt keyword. "
                            + dev.sluice.spi.Suggestions.didYouMean(
                                    entry.key().text(), Keyword.words(Keyword.Level.TASK)));
        }
    }

    private static Action written(Node node, boolean local) {
        if (node instanceof Node.Mapping mapping && mapping.get("module").isPresent()) {
            Node module = mapping.get("module").get();
            List<Node.Entry> others = mapping.entries().stream()
                    .filter(entry -> !entry.key().text().equals("module"))
                    .toList();
            String name = module instanceof Node.Scalar scalar ? scalar.text() : "";
            return new Action(name, module.span(), new Node.Mapping(mapping.span(), others), local);
        }
        String text = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        int space = text.indexOf(' ');
        String name = space < 0 ? text : text.substring(0, space);
        Node arguments = space < 0
                ? null
                : new Node.Scalar(node.span(), text.substring(space + 1).strip(), true, "");
        return new Action(name, node.span(), arguments, local);
    }

    /** Adds what {@code args:} gives to what stands under the module's name. */
    private static @Nullable Node withArgs(Node value, Keywords keywords, Diagnostics diagnostics) {
        Node own = KeywordReader.isNull(value) ? null : value;
        Node args = keywords.get(Keyword.ARGS).orElse(null);
        if (!(args instanceof Node.Mapping more)) {
            return own;
        }
        List<Node.Entry> entries = new ArrayList<>();
        if (own instanceof Node.Mapping mapping) {
            entries.addAll(mapping.entries());
        } else if (own instanceof Node.Scalar scalar) {
            entries.add(new Node.Entry(new Node.Scalar(scalar.span(), FREE_FORM, true, ""), scalar));
        } else if (own != null) {
            diagnostics.error(own.span(), "parameters are a mapping or a text", "");
        }
        for (Node.Entry entry : more.entries()) {
            if (entries.stream()
                    .noneMatch(each -> each.key().text().equals(entry.key().text()))) {
                entries.add(entry);
            }
        }
        return new Node.Mapping(more.span(), entries);
    }

    /** Under this key stands the free text of {@code command: text} when {@code args:} adds parameters. */
    static final String FREE_FORM = "_raw_params";

    /** A parameter that is a scalar; the free text itself if there is no mapping. */
    Optional<Node.Scalar> scalar(String name) {
        if (arguments instanceof Node.Mapping mapping) {
            Optional<Node> found = mapping.get(name);
            if (found.isEmpty()) {
                found = mapping.get(FREE_FORM);
            }
            return found.filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
        }
        Optional<Node.Scalar> pair = named(name);
        return pair.isPresent() || !(arguments instanceof Node.Scalar scalar) ? pair : Optional.of(scalar);
    }

    /** A parameter that is given by its name, in a mapping or as {@code name=value}. */
    Optional<Node.Scalar> named(String name) {
        if (arguments instanceof Node.Mapping mapping) {
            return mapping.get(name).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
        }
        if (arguments instanceof Node.Scalar scalar) {
            return Stream.of(scalar.text().split("\\s+"))
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> new Node.Scalar(scalar.span(), word.substring(name.length() + 1), true, ""))
                    .findFirst();
        }
        return Optional.empty();
    }
}
