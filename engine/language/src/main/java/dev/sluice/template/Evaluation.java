package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.OwnMap;
import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.TemplateEnvironment;
import dev.sluice.template.filter.FilterContext;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a template against a scope. It remembers the variables that it has resolved and those that it is
 * resolving, so that each is evaluated once and none needs itself.
 */
final class Evaluation implements FilterContext {
    private static final int MOST_NESTED_VARIABLES = 100;
    private static final int MOST_NESTED_TEMPLATES = 50;

    private final Templates templates;
    private final Scope scope;
    private final Map<String, Object> resolved = new HashMap<>();
    private final Deque<String> resolving = new ArrayDeque<>();
    private final Map<String, Optional<Template>> files = new HashMap<>();
    private final Deque<String> entered = new ArrayDeque<>();
    private final Effort effort = new Effort();
    private int macros;
    private @Nullable RandomGenerator random;

    Evaluation(Templates templates, Scope scope) {
        this.templates = templates;
        this.scope = scope;
    }

    Templates templates() {
        return templates;
    }

    Scope scope() {
        return scope;
    }

    /** An evaluation that sees no variables, for templates that are imported without context. */
    Evaluation withoutVariables() {
        return new Evaluation(templates, Scope.of(Map.of()));
    }

    /** A template file; null if there is none of that name. */
    @Nullable
    Template template(String name, Syntax syntax) {
        return files.computeIfAbsent(
                        name,
                        missing -> controllerFiles()
                                .find("templates", name)
                                .map(path -> templates.compileFile(
                                        controllerFiles().read(path).text(), syntax)))
                .orElse(null);
    }

    void enterTemplate(String name) {
        if (entered.size() >= MOST_NESTED_TEMPLATES) {
            throw new OperationException("templates include each other more than " + MOST_NESTED_TEMPLATES
                    + " levels deep: '" + name + "' again");
        }
        entered.push(name);
    }

    void leaveTemplate() {
        entered.pop();
    }

    /** Counts one round of a loop. */
    void step() {
        effort.step();
    }

    /** Counts the macros that are running. */
    int enterMacro() {
        effort.step();
        return ++macros;
    }

    void leaveMacro() {
        macros--;
    }

    /** The controller's files as the scope sees them. */
    ControllerFiles controllerFiles() {
        ControllerFiles all = environment().files();
        return scope.directories().isEmpty() ? all : all.among(scope.directories());
    }

    @Override
    public TemplateEnvironment environment() {
        return templates.environment();
    }

    @Override
    public boolean hasFilter(String name) {
        return templates.filters().exists(name);
    }

    @Override
    public boolean hasTest(String name) {
        return templates.tests().exists(name);
    }

    @Override
    public RandomGenerator random() {
        if (random == null) {
            environment().files().looks().note();
            random = environment().random().get();
        }
        return random;
    }

    @Override
    public @Nullable Object filter(
            String name, @Nullable Object value, List<Object> positional, Map<String, Object> named) {
        effort.step();
        return templates.filters().apply(name, this, value, positional, named);
    }

    @Override
    public Object test(String name, @Nullable Object value, List<Object> positional, Map<String, Object> named) {
        effort.step();
        Object answer = templates.tests().apply(name, this, value, positional, named);
        if (answer == null) {
            throw new IllegalStateException("the test " + name + " gave no answer");
        }
        return answer;
    }

    /** The value of a variable with all templates in it evaluated; Undefined if there is none. */
    @Nullable
    Object variable(String name) {
        Object value = scope.lookup(name);
        return scope.holdsTemplates(name) ? resolve(value, name) : value;
    }

    /**
     * The value with all templates in it evaluated; the same object if there are none.
     *
     * @param path where the value is found, e.g. {@code app.data}, which names it in errors
     */
    @Nullable
    Object resolve(@Nullable Object value, String path) {
        if (!TemplateText.within(value)) {
            return value;
        } else if (resolved.containsKey(path)) {
            return resolved.get(path);
        } else if (resolving.contains(path)) {
            throw recursion(path);
        } else if (resolving.size() >= MOST_NESTED_VARIABLES) {
            throw new OperationException(
                    "variables refer to each other more than " + MOST_NESTED_VARIABLES + " levels deep");
        }
        resolving.push(path);
        try {
            Object result = resolveUnseen(value, path);
            remember(path, result);
            return result;
        } finally {
            resolving.pop();
        }
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private void remember(String path, @Nullable Object value) {
        resolved.put(path, value);
    }

    private OperationException recursion(String path) {
        List<String> chain = new ArrayList<>(resolving);
        Collections.reverse(chain);
        chain = new ArrayList<>(chain.subList(chain.indexOf(path), chain.size()));
        chain.add(path);
        return new OperationException(
                "the variable '" + path + "' needs itself: " + String.join(" -> ", chain),
                "give one of them a value that does not refer to the others");
    }

    private @Nullable Object resolveUnseen(@Nullable Object value, String path) {
        if (value instanceof String text) {
            return resolveText(text, path);
        } else if (value instanceof Tagged tagged) {
            return tagged.isSecretTemplate() ? Spread.whole(resolveText(tagged.text(), path)) : tagged.text();
        } else if (value instanceof Map<?, ?> map) {
            OwnMap copy = new OwnMap();
            map.forEach((key, item) -> put(copy, resolveKey(key, path), resolve(item, path + "." + key)));
            return copy;
        } else if (value instanceof Collection<?> items) {
            OwnList copy = new OwnList();
            items.forEach(item -> add(copy, resolve(item, path + "." + copy.size())));
            return copy;
        }
        return value;
    }

    private Object resolveKey(Object key, String path) {
        return key instanceof String text && TemplateText.is(text)
                ? String.valueOf(resolve(text, path + ".<key " + text + ">"))
                : key;
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void put(Map<Object, Object> map, Object key, @Nullable Object value) {
        map.put(key, value);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    private @Nullable Object resolveText(String text, String path) {
        try {
            Object result = templates.compile(text).evaluate(this);
            return result instanceof Undefined undefined
                    ? new Undefined(undefined.name(), within(path, undefined.hint()))
                    : result;
        } catch (TemplateError error) {
            throw new OperationException(
                    error.getMessage().startsWith("in the value of ")
                            ? error.getMessage()
                            : "in the value of '" + path + "': " + error.getMessage(),
                    error.hint());
        }
    }

    private static String within(String path, String hint) {
        return "it is used by the value of '" + path + "'" + (hint.isEmpty() ? "" : "; " + hint);
    }
}
