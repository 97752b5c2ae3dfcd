package dev.sluice.bind;

import dev.sluice.source.Diagnostic;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds which parameters a task gives, in each of the ways it may be written, and reports what is wrong with them. */
final class ArgumentReader {
    /** Under this key stands the free text of a module whose other parameters stand in {@code args:}. */
    private static final String FREE_TEXT = "_raw_params";

    private static final int LISTED_NAMES = 12;

    private final ParameterModel<?> model;
    private final String module;
    private final Span span;
    private final Diagnostics diagnostics;
    private final Map<String, Arguments.Argument> given = new LinkedHashMap<>();
    private final List<Node.Entry> free = new ArrayList<>();
    private boolean misnamed;

    ArgumentReader(ParameterModel<?> model, String module, Span span, Diagnostics diagnostics) {
        this.model = model;
        this.module = module;
        this.span = span;
        this.diagnostics = diagnostics;
    }

    Arguments read(@Nullable Node written) {
        if (written instanceof Node.Mapping mapping) {
            mapping.entries().forEach(this::entry);
        } else if (written instanceof Node.Scalar scalar) {
            if (!isNull(scalar)) {
                text(scalar);
            }
        } else if (written != null) {
            diagnostics.error(
                    written.span(),
                    "the parameters of " + module + " are a mapping, not a list",
                    "write 'name: value'");
            misnamed = true;
        }
        takeFreeNames(written);
        requireAll();
        ArgumentCheck check = new ArgumentCheck(diagnostics);
        given.values().forEach(argument -> check.check(argument.parameter(), argument.value()));
        return new Arguments(span, given);
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && dev.sluice.source.Values.of(scalar) == null;
    }

    private void entry(Node.Entry entry) {
        if (entry.key().text().equals(FREE_TEXT) && entry.value() instanceof Node.Scalar text) {
            text(text);
        } else {
            named(entry.key().text(), entry.key().span(), entry.value());
        }
    }

    private void named(String name, Span nameSpan, Node value) {
        Optional<ParameterInfo> parameter = model.find(name);
        if (parameter.isPresent()) {
            put(parameter.get(), name, nameSpan, value);
        } else if (takesAnyName()) {
            free.add(new Node.Entry(new Node.Scalar(nameSpan, name, true, ""), value));
        } else {
            misnamed = true;
            Optional<String> refusal = model.refusal(name);
            if (refusal.isPresent()) {
                diagnostics.error(
                        nameSpan,
                        "'" + module + "' does not support '" + name + "': " + refusal.get(),
                        "take '" + name + "' out of the task");
                return;
            }
            String near = Suggestions.didYouMean(name, model.names());
            diagnostics.error(
                    nameSpan, "'" + module + "' has no parameter '" + name + "'", near.isEmpty() ? listed() : near);
        }
    }

    /** A free-form parameter that is a mapping takes every name that has no other meaning, as set_fact does. */
    private boolean takesAnyName() {
        return model.freeForm()
                .filter(parameter -> parameter.type() instanceof ParameterType.MapOf)
                .isPresent();
    }

    private void takeFreeNames(@Nullable Node written) {
        if (written != null && !free.isEmpty()) {
            ParameterInfo parameter = model.freeForm().orElseThrow();
            Node.Mapping all = new Node.Mapping(written.span(), List.copyOf(free));
            put(parameter, parameter.name(), written.span(), all);
        }
    }

    private String listed() {
        List<String> names =
                model.parameters().stream().map(ParameterInfo::name).toList();
        if (names.isEmpty()) {
            return "it has no parameters";
        }
        return names.size() <= LISTED_NAMES
                ? "it has: " + String.join(", ", names)
                : "'sluice doc " + module + "' lists them";
    }

    private void put(ParameterInfo parameter, String name, Span nameSpan, Node value) {
        Arguments.Argument earlier = given.get(parameter.name());
        if (earlier != null) {
            diagnostics.add(new Diagnostic(
                    Diagnostic.Severity.ERROR,
                    nameSpan,
                    "the parameter '" + parameter.name() + "' is given twice",
                    "'" + name + "' means the same, and it is already given in line "
                            + earlier.name().line(),
                    "remove one of them"));
            return;
        }
        given.put(parameter.name(), new Arguments.Argument(parameter, nameSpan, value));
    }

    private void text(Node.Scalar scalar) {
        Optional<ParameterInfo> freeForm = model.freeForm().filter(each -> !takesAnyName());
        KeyValues words = KeyValues.parse(scalar.text(), key -> freeForm.isEmpty() || isWordOf(key, freeForm.get()));
        for (KeyValues.Pair pair : words.pairs()) {
            Span place = part(scalar, pair.start(), pair.end());
            Span name = part(scalar, pair.start(), pair.start() + pair.key().length());
            named(pair.key(), name, new Node.Scalar(place, pair.value(), false, ""));
        }
        if (words.free().isEmpty()) {
            return;
        }
        if (freeForm.isPresent()) {
            Node value = words.pairs().isEmpty()
                    ? scalar
                    : new Node.Scalar(scalar.span(), words.free(), false, scalar.tag());
            put(freeForm.get(), freeForm.get().name(), scalar.span(), value);
        } else {
            misnamed = true;
            diagnostics.error(
                    scalar.span(),
                    "'" + module + "' does not accept free text",
                    "write its parameters as 'name: value', one a line below it");
        }
    }

    /** Whether {@code key=value} inside a free text is a parameter, as {@code creates=} is for a command. */
    private boolean isWordOf(String key, ParameterInfo freeForm) {
        return model.find(key)
                .filter(parameter -> !parameter.equals(freeForm))
                .filter(parameter -> !(parameter.type() instanceof ParameterType.ListOf))
                .isPresent();
    }

    /** A part of a scalar, if its text stands in the source as it is; else the whole. */
    private static Span part(Node.Scalar scalar, int start, int end) {
        Span whole = scalar.span();
        String source = whole.file().text().substring(whole.start(), whole.end());
        int shift = source.indexOf(scalar.text());
        return shift < 0 ? whole : new Span(whole.file(), whole.start() + shift + start, whole.start() + shift + end);
    }

    private void requireAll() {
        if (misnamed) {
            // The missing one is most likely the misnamed one; it is reported once that is mended.
            return;
        }
        for (ParameterInfo parameter : model.parameters()) {
            Arguments.Argument argument = given.get(parameter.name());
            if (parameter.required() && (argument == null || isNull(argument.value()))) {
                diagnostics.error(
                        argument == null ? span : argument.name(),
                        "'" + module + "' needs the parameter '" + parameter.name() + "'",
                        parameter.name() + ": " + parameter.documentation());
            }
        }
    }
}
