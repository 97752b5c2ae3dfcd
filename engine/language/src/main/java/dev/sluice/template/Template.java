package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.jinjava.TemplateParser;
import dev.sluice.template.syntax.FreeName;
import dev.sluice.template.syntax.Header;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.NodeNames;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled template. */
public final class Template {
    private final Templates templates;
    private final String source;
    private final Syntax syntax;
    private final List<Node> nodes;

    private Template(Templates templates, String source, Syntax syntax, List<Node> nodes) {
        this.templates = templates;
        this.source = source;
        this.syntax = syntax;
        this.nodes = nodes;
    }

    static Template parse(Templates templates, String text, Syntax usual) {
        String source =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        Header header = Header.of(source, usual);
        int end = source.endsWith("\n") ? source.length() - 1 : source.length();
        List<Node> nodes = TemplateParser.parse(
                source.substring(0, Math.max(end, header.body())), header.body(), header.syntax(), templates);
        return new Template(templates, source, header.syntax(), nodes);
    }

    /**
     * The value of the template. A single expression gives its value, and an empty text for None. Otherwise it is a text; one that spells a list or a
     * mapping gives that list or mapping, and True and False give booleans, as in ansible-core.
     *
     * @return a value of the language; an Unknown if any part is unknown, a Secret if any part is secret
     * @throws TemplateError if the evaluation fails
     */
    public @Nullable Object evaluate(Scope variables) {
        return Results.value(evaluate(new Evaluation(templates, variables)), 0);
    }

    @Nullable
    Object evaluate(Evaluation evaluation) {
        if (nodes.size() == 1 && nodes.get(0) instanceof Node.Output output) {
            Evaluator evaluator = new Evaluator(evaluation, Frame.root());
            Object value = evaluator.evaluate(output.expression());
            if (value == null || value == Spread.NOTHING) {
                return ""; // as ansible-core: None is nothing to print
            } else if (value instanceof Undefined undefined) {
                throw Evaluator.undefined(undefined, output.expression());
            }
            return value instanceof String text ? withNewlines(text) : value;
        }
        Object text = text(evaluation);
        if (text instanceof Secret secret) {
            Object converted = LiteralText.converted((String) secret.value());
            return converted instanceof String same ? new Secret(same, secret.parts()) : Spread.hidden(converted);
        }
        return text instanceof String plain ? LiteralText.converted(plain) : text;
    }

    /**
     * The text of the template, whatever it looks like; as a file is written.
     *
     * @return a String; an Unknown if any part is unknown, a Secret if any part is secret
     * @throws TemplateError if the rendering fails
     */
    public Object render(Scope variables) {
        try {
            return text(new Evaluation(templates, variables));
        } catch (OperationException e) {
            throw new TemplateError(e.getMessage(), e.hint(), 0);
        }
    }

    private Object text(Evaluation evaluation) {
        TextBuffer buffer = new TextBuffer();
        try {
            render(new Renderer(evaluation, Frame.root(), buffer, new Blocks(), syntax));
        } catch (UnknownOutput unknown) {
            return unknown.unknown();
        }
        Object text = buffer.value();
        return text instanceof Secret secret
                ? new Secret(withNewlines((String) secret.value()), secret.parts())
                : withNewlines((String) text);
    }

    /**
     * Renders into a renderer's output: itself or, if it extends another template, what stands before that statement and then
     * the other template with its own blocks. What follows the statement sets names; its expressions are not printed.
     */
    void render(Renderer renderer) {
        renderer.blocks().add(nodes);
        boolean muted = renderer.out().isMuted();
        renderer.out().mute(false);
        try {
            Node.Extends parent = null;
            for (Node node : nodes) {
                if (node instanceof Node.Extends found) {
                    parent = found;
                    renderer.out().mute(true);
                } else if (parent == null || !(node instanceof Node.Block)) {
                    renderer.render(List.of(node));
                }
            }
            if (parent != null) {
                new Inclusions(renderer).parent(parent).render(renderer);
            }
        } finally {
            renderer.out().mute(muted);
        }
    }

    /**
     * The text with as many newlines at its end as the source has. Jinja2 drops the last one; ansible-core puts back what
     * is missing.
     */
    private String withNewlines(String text) {
        int missing = newlines(source) - newlines(text);
        return missing > 0 ? text + "\n".repeat(missing) : text;
    }

    private static int newlines(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(text.length() - 1 - count) == '\n') {
            count++;
        }
        return count;
    }

    /** Where an offset lies, for messages about included templates. */
    String place(int offset) {
        if (offset < 0 || offset > source.length()) {
            return "";
        }
        long line = source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        return ", line " + line;
    }

    /** The variables that the template uses and does not set itself, in the order in which they stand. */
    public List<FreeName> freeNames() {
        return NodeNames.ofTemplate(nodes);
    }
}
