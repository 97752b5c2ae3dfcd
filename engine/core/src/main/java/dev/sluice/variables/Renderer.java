package dev.sluice.variables;

import dev.sluice.bind.Rendering;
import dev.sluice.inventory.VariableFile;
import dev.sluice.inventory.VaultDecryption;
import dev.sluice.inventory.VaultException;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.source.Tagged;
import dev.sluice.source.Values;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.Scope;
import dev.sluice.template.Templates;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Evaluates what stands in a runbook with the variables of a task. Thread-safe. */
public final class Renderer {
    private static final Pattern NAME = Pattern.compile("(?!(?:[Tt]rue|[Ff]alse|[Nn]one)$)[A-Za-z_][A-Za-z0-9_]*");

    private final Templates templates;
    private final Function<Node.Scalar, Secret> decryption;
    private final Consumer<Secret> announce;

    /**
     * @param templates compiles and evaluates
     * @param decryption the value of a scalar that is tagged {@code !vault}
     * @param announce is told every secret before it can be used
     */
    public Renderer(Templates templates, Function<Node.Scalar, Secret> decryption, Consumer<Secret> announce) {
        this.templates = templates;
        this.decryption = decryption;
        this.announce = announce;
    }

    public Templates templates() {
        return templates;
    }

    /** The value of a node. */
    public @Nullable Object value(Node node, Scope scope) {
        return rendered(raw(node), scope, node.span());
    }

    /** The value of a node before rendering; encrypted scalars are decrypted. */
    public @Nullable Object raw(Node node) {
        return Values.of(
                node,
                scalar -> scalar.tag().equals("!vault")
                        ? decrypted(scalar)
                        : new Tagged(scalar.tag(), scalar.text(), scalar.span()));
    }

    private Secret decrypted(Node.Scalar scalar) {
        Secret secret = decryption.apply(scalar);
        announce.accept(secret);
        return secret;
    }

    /** A value in the clear, for what takes no secrets: keywords, keys of mappings. */
    public @Nullable Object clear(@Nullable Object value) {
        return Secret.reveal(value, announce);
    }

    /** The values of a file of variables before rendering; it may be encrypted as a whole. */
    public Map<String, @Nullable Object> rawMapping(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.plain() && VaultDecryption.isEncrypted(scalar.text())) {
            return decryptedFile(scalar);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            return Map.of();
        }
        Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> nodes.put(entry.key().text(), entry.value()));
        return new WhenUsed(nodes, each -> each instanceof Node value ? raw(value) : null);
    }

    /** YAML takes an encrypted file for one text of many lines. */
    private Map<String, @Nullable Object> decryptedFile(Node.Scalar scalar) {
        SourceFile file = scalar.span().file();
        Span header = new Span(file, 0, file.lineText(1).length());
        Secret clear = decryption.apply(new Node.Scalar(header, file.text(), false, "!vault"));
        String text = String.valueOf(clear.value());
        try {
            return VariableFile.secrets(file, text, announce);
        } catch (VaultException damaged) {
            throw new EvaluationFailure(String.valueOf(damaged.getMessage()), damaged.hint(), header);
        }
    }

    /** Renders every text in a value. */
    public @Nullable Object rendered(@Nullable Object raw, Scope scope, @Nullable Span span) {
        if (raw instanceof String text) {
            return Templates.isTemplate(text) ? template(text, scope, span) : text;
        }
        if (raw instanceof Tagged tagged) {
            return tagged.isSecretTemplate() ? Spread.whole(template(tagged.text(), scope, null)) : tagged.text();
        }
        if (raw instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(rendered(item, scope, span)));
            return items;
        }
        if (raw instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put(
                    String.valueOf(clear(rendered(String.valueOf(key), scope, span))), rendered(value, scope, span)));
            return entries;
        }
        return raw;
    }

    /** A condition: a Boolean or an {@link dev.sluice.spi.value.Unknown}. */
    public Object condition(Node.Scalar condition, Scope scope) {
        String text = condition.text();
        try {
            if (Templates.isTemplate(text)) {
                Object value = templates.compile(text).evaluate(scope);
                return value instanceof String expression
                        ? templates.compileExpression(expression).evaluate(scope)
                        : decided(value, condition.span());
            }
            return templates.compileExpression(text).evaluate(scope);
        } catch (TemplateError error) {
            throw failure(error, condition.span(), text);
        }
    }

    private static Object decided(@Nullable Object value, Span span) {
        if (value instanceof Boolean || value instanceof dev.sluice.spi.value.Unknown) {
            return value;
        }
        throw new EvaluationFailure(
                "conditions must be booleans, but this one is " + value,
                "compare it, or convert it with '| bool'",
                span);
    }

    /** Renders for the binder. */
    public Rendering on(Scope scope) {
        return new Rendering() {
            @Override
            public @Nullable Object render(String text, Span span) {
                return rendered(text, scope, span);
            }

            @Override
            public String key(String text, Span span) {
                return String.valueOf(clear(rendered(text, scope, span)));
            }

            @Override
            public @Nullable Object evaluate(String expression, Span span) {
                return Renderer.this.expression(expression, scope, span);
            }

            @Override
            public Object decrypt(Node.Scalar scalar) {
                return decrypted(scalar);
            }
        };
    }

    /** The value of a bare expression; {@link Undefined} where a name alone is not defined. */
    public @Nullable Object expression(String text, Scope scope, Span span) {
        try {
            if (Templates.isTemplate(text)) {
                return template(text, scope, span);
            }
            if (NAME.matcher(text).matches() && scope.lookup(text) instanceof Undefined undefined) {
                return undefined;
            }
            return templates.compileExpression(text).value(scope);
        } catch (TemplateError error) {
            throw failure(error, span, text);
        }
    }

    private @Nullable Object template(String text, Scope scope, @Nullable Span span) {
        try {
            return templates.compile(text).evaluate(scope);
        } catch (TemplateError error) {
            throw failure(error, span, text);
        }
    }

    private static EvaluationFailure failure(TemplateError error, @Nullable Span span, String text) {
        return new EvaluationFailure(
                String.valueOf(error.getMessage()),
                error.hint(),
                span == null ? null : Places.within(span, text, error.offset()));
    }
}
