package dev.sluice.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 (and so JSON) into {@link Node}s. Nodes are built from the parser's events, so that every node and key
 * keeps its place, a duplicate key is reported with both, and an alias costs nothing until it is counted against the
 * limit. Merge keys ({@code <<}, of YAML 1.1) are resolved as PyYAML does.
 */
public final class YamlReader {
    /** How deep collections may be nested. */
    public static final int MAX_DEPTH = 200;

    /** How many nodes a file may have after its aliases are expanded. */
    public static final long MAX_NODES = 2_000_000;

    private static final String STANDARD_TAG_PREFIX = "tag:yaml.org,2002:";
    private static final Set<String> KNOWN_TAGS = Set.of(
            "!vault", "!unsafe", "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq", "!!timestamp");
    /** Characters that are read ahead. With few, a long scalar takes time that grows with the square of its length. */
    private static final int BUFFER = 1 << 18;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(BUFFER)
            .build();

    private final SourceFile file;
    private final Diagnostics diagnostics;
    private final Offsets offsets;
    private final Parser events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long nodes;

    private record Anchored(@Nullable Node node, long weight) {}

    private YamlReader(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
        this.offsets = new Offsets(file.text());
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, file.text()));
    }

    /**
     * Reads every document of a file.
     *
     * @return the documents before the first syntax error; an empty document is a null scalar. Whether there were
     *     errors is to be asked of the diagnostics.
     */
    public static List<Node> documents(SourceFile file, Diagnostics diagnostics) {
        List<Node> documents = new ArrayList<>();
        try {
            new YamlReader(file, diagnostics).readAll(documents);
        } catch (UnreadableException limit) {
            diagnostics.add(limit.diagnostic);
        } catch (YamlEngineException syntax) {
            diagnostics.add(SyntaxErrors.explain(file, syntax));
        }
        return documents;
    }

    /**
     * Reads a file of one document.
     *
     * @return empty if the file is empty or has a syntax error; a second document is reported as an error
     */
    public static Optional<Node> document(SourceFile file, Diagnostics diagnostics) {
        List<Node> documents = documents(file, diagnostics);
        if (documents.size() > 1) {
            diagnostics.error(
                    documents.get(1).span(),
                    "only one document is expected, and here a second one begins",
                    "remove the '---' line before it, or put it into a file of its own");
        }
        return documents.isEmpty() || isEmptyDocument(documents.get(0))
                ? Optional.empty()
                : Optional.of(documents.get(0));
    }

    private static boolean isEmptyDocument(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.plain()
                && scalar.text().isEmpty();
    }

    private void readAll(List<Node> documents) {
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> anchors.clear();
                case Scalar, SequenceStart, MappingStart, Alias -> documents.add(node(event, 0));
                default -> {}
            }
        }
    }

    private Node node(Event event, int depth) {
        count(1, event);
        if (depth > MAX_DEPTH) {
            throw unreadable(event, "collections are nested deeper than " + MAX_DEPTH, "this is probably a mistake");
        }
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        long before = nodes;
        String anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse("");
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(null, 0));
        }
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar);
        } else if (event instanceof MappingStartEvent mapping) {
            node = mapping(mapping, depth);
        } else {
            node = sequence((CollectionStartEvent) event, depth);
        }
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(node, nodes - before + 1));
        }
        return node;
    }

    private Node resolve(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        Span span = span(alias, alias);
        if (anchored == null) {
            diagnostics.error(
                    span,
                    "undefined anchor '&" + name + "' above this alias",
                    "if a text is meant, put it in quotes: \"*" + name + "\"");
            return new Node.Scalar(span, "*" + name, false, "");
        }
        Node node = anchored.node();
        if (node == null) {
            throw unreadable(alias, "the alias '*" + name + "' stands inside what it refers to", "remove the cycle");
        }
        count(anchored.weight(), alias);
        return node;
    }

    private Node.Scalar scalar(ScalarEvent event) {
        String tag = tag(event, event.getTag());
        Span span = span(event, event);
        if (tag.startsWith("!!") && !Values.fits(tag, event.getValue())) {
            diagnostics.error(
                    span, "not a valid " + tag.substring(2), "remove the tag " + tag + ", or correct the value");
        }
        return new Node.Scalar(span, event.getValue(), event.isPlain(), tag);
    }

    private Node sequence(CollectionStartEvent start, int depth) {
        String tag = tag(start, start.getTag());
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        Node sequence = new Node.Sequence(collectionSpan(start, event, items), List.copyOf(items));
        return tag.equals("!unsafe") ? Unsafe.mark(sequence) : sequence;
    }

    private Node mapping(MappingStartEvent start, int depth) {
        String tag = tag(start, start.getTag());
        int offset = offsets.of(start.getStartMark());
        if (start.isFlow() && file.text().startsWith("{{", offset)) {
            return unquotedTemplate(start);
        }
        Map<String, Node.Entry> own = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            values.add(value);
            if (key instanceof Node.Scalar scalar) {
                if (scalar.plain() && scalar.text().equals("<<")) {
                    merged.add(value);
                } else {
                    add(own, scalar, value);
                }
            } else {
                diagnostics.error(
                        key.span(),
                        "a key must be a text, and this is a " + (key instanceof Node.Sequence ? "list" : "mapping"),
                        "put it in quotes if it is meant as a text");
            }
            event = events.next();
        }
        Span span = collectionSpan(start, event, values);
        List<Node.Entry> entries =
                merged.isEmpty() ? List.copyOf(own.values()) : MergeKeys.merge(merged, own, diagnostics);
        Node mapping = new Node.Mapping(span, entries);
        return tag.equals("!unsafe") ? Unsafe.mark(mapping) : mapping;
    }

    private void add(Map<String, Node.Entry> own, Node.Scalar key, Node value) {
        if (key.plain() && key.text().isEmpty()) {
            diagnostics.error(key.span(), "missing key before the ':'", "write the key, or remove the ':'");
            return;
        }
        Node.Entry earlier = own.putIfAbsent(key.text(), new Node.Entry(key, value));
        if (earlier != null) {
            diagnostics.add(new Diagnostic(
                    Diagnostic.Severity.ERROR,
                    key.span(),
                    "the key '" + key.text() + "' is given twice",
                    "it is already given in line " + earlier.key().span().line()
                            + "; YAML has one value for a key, and other programs drop one of the two silently",
                    "remove one of them"));
        }
    }

    /** {@code key: {{ x }}} is a mapping in a mapping to YAML; nobody ever means that. */
    private Node unquotedTemplate(MappingStartEvent start) {
        Event event = start;
        int depth = 1;
        while (depth > 0) {
            event = events.next();
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
                depth--;
            }
        }
        Span span = span(start, event);
        int lineEnd = file.text().indexOf('\n', span.end());
        String rest =
                file.text().substring(span.end(), lineEnd < 0 ? file.text().length() : lineEnd);
        boolean more = !rest.isBlank() && !rest.stripLeading().startsWith("#");
        Span whole = more
                ? new Span(file, span.start(), span.end() + rest.stripTrailing().length())
                : span;
        String text = file.text().substring(whole.start(), whole.end());
        Diagnostic diagnostic = SyntaxErrors.unquotedTemplate(whole, text);
        if (more) {
            // The parser cannot make sense of what follows either, and would only say the same in other words.
            throw new UnreadableException(diagnostic);
        }
        diagnostics.add(diagnostic);
        return new Node.Scalar(whole, text, false, "");
    }

    private String tag(NodeEvent event, Optional<String> given) {
        if (given.isEmpty() || given.get().equals("!")) {
            return "";
        }
        String tag = given.get();
        if (tag.startsWith(STANDARD_TAG_PREFIX)) {
            tag = "!!" + tag.substring(STANDARD_TAG_PREFIX.length());
        }
        if (tag.equals("!vault-encrypted")) {
            return "!vault";
        }
        if (!KNOWN_TAGS.contains(tag)) {
            int start = offsets.of(event.getStartMark());
            diagnostics.error(
                    new Span(
                            file,
                            start,
                            Math.min(start + tag.length(), file.text().length())),
                    "unknown tag '" + tag + "'",
                    "known are !vault and !unsafe; a text that starts with '!' must be in quotes");
        }
        return tag;
    }

    private Span span(Event first, Event last) {
        int start = offsets.of(first.getStartMark());
        return new Span(file, start, Math.max(start, offsets.of(last.getEndMark())));
    }

    /** A block collection ends for the parser where the next token begins; for a reader it ends with its last child. */
    private Span collectionSpan(CollectionStartEvent start, Event end, List<Node> children) {
        if (start.isFlow() || children.isEmpty()) {
            return span(start, end);
        }
        int from = offsets.of(start.getStartMark());
        Span last = children.get(children.size() - 1).span();
        return new Span(file, from, Math.max(from, last.end()));
    }

    private void count(long added, Event event) {
        nodes += added;
        if (nodes > MAX_NODES) {
            throw unreadable(
                    event, "the file has more than " + MAX_NODES + " values", "look for aliases that multiply");
        }
    }

    private UnreadableException unreadable(Event event, String message, String hint) {
        return new UnreadableException(Diagnostic.error(span(event, event), message, hint));
    }

    private static final class UnreadableException extends RuntimeException {
        private final transient Diagnostic diagnostic;

        UnreadableException(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }
    }

    /** Turns the parser's code point indexes into offsets. Marks come almost in order, so walking on is cheap. */
    static final class Offsets {
        private final String text;
        private final boolean narrow;
        private int knownIndex;
        private int knownOffset;

        Offsets(String text) {
            this.text = text;
            this.narrow = text.codePointCount(0, text.length()) == text.length();
        }

        int of(Optional<Mark> mark) {
            int index = mark.map(Mark::getIndex).orElse(0);
            if (narrow) {
                return Math.min(index, text.length());
            }
            knownOffset = text.offsetByCodePoints(knownOffset, index - knownIndex);
            knownIndex = index;
            return knownOffset;
        }
    }
}
