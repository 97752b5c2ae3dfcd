package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.template.controller.FileDecryption;
import dev.sluice.template.controller.Looks;
import dev.sluice.template.controller.TemplateEnvironment;
import dev.sluice.template.filter.Library;
import dev.sluice.template.jinjava.JinjavaExtensions;
import dev.sluice.template.syntax.Expression;
import dev.sluice.template.syntax.Expression.Arguments;
import dev.sluice.template.syntax.ExpressionParser;
import dev.sluice.template.syntax.Lexer;
import dev.sluice.template.syntax.Suggestions;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateSyntaxError;
import dev.sluice.template.syntax.TokenStream;
import dev.sluice.template.syntax.Vocabulary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles templates and expressions, each text once. Safe for use by several threads.
 *
 * <p>The grammar is that of Jinja2 3.1; values, filters and tests behave as in ansible-core 2.14, whose documentation
 * and behaviour are the reference. docs/templating.md lists the differences.
 */
public final class Templates implements Vocabulary {
    /** The names of the services by which jars bring filters and tests. */
    public static final List<String> EXTENSIONS =
            List.of("com.hubspot.jinjava.lib.filter.Filter", "com.hubspot.jinjava.lib.exptest.ExpTest");

    private static final int MOST_CACHED = 50_000;
    private static final int MOST_FILES_CACHED = 1_000;
    private static final int LONGEST_FILE_CACHED = 100_000;

    private final TemplateEnvironment environment;
    private final List<ClassLoader> jars;
    private final Library filters;
    private final Library tests;
    private @Nullable JinjavaExtensions extensions;
    private final ConcurrentMap<String, Template> values = new ConcurrentHashMap<>();
    private final ConcurrentMap<FileText, Template> files = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Condition> expressions = new ConcurrentHashMap<>();

    private record FileText(String text, Syntax syntax) {}

    /** Templates that see this much of the controller. */
    public Templates(TemplateEnvironment environment) {
        this(environment, List.of());
    }

    /**
     * Templates that see this much of the controller, with the filters and tests that jars bring.
     *
     * @param jars class loaders, each of which is asked for the services that {@link #EXTENSIONS} names
     */
    public Templates(TemplateEnvironment environment, List<ClassLoader> jars) {
        this.environment = environment;
        this.jars = jars;
        this.filters = Library.filters(() -> extensions().filters());
        this.tests = Library.tests(() -> extensions().tests());
    }

    private synchronized JinjavaExtensions extensions() {
        JinjavaExtensions known = extensions;
        if (known == null) {
            known = new JinjavaExtensions(jars);
            extensions = known;
        }
        return known;
    }

    /** Whether the text has anything to evaluate in it. */
    public static boolean isTemplate(String text) {
        return TemplateText.is(text);
    }

    /** A template that gives exactly this text, braces and all. */
    public static String escape(String text) {
        return isTemplate(text)
                ? "{% raw %}" + text.replace("{% endraw", "{% endraw %}{{ '{' }}{% raw %}% endraw") + "{% endraw %}"
                : text;
    }

    /**
     * Compiles a value of a playbook.
     *
     * @throws TemplateSyntaxError if it does not parse or names an unknown filter or test
     */
    public Template compile(String text) {
        Template known = values.get(text);
        if (known != null) {
            return known;
        }
        Template compiled = Template.parse(this, text, Syntax.VALUE);
        if (values.size() < MOST_CACHED) {
            values.put(text, compiled);
        }
        return compiled;
    }

    /**
     * Compiles the text of a template file.
     *
     * @throws TemplateSyntaxError if it does not parse or names an unknown filter or test
     */
    public Template compileFile(String text, Syntax syntax) {
        FileText file = new FileText(text, syntax);
        Template known = files.get(file);
        if (known != null) {
            return known;
        }
        Template compiled = Template.parse(this, text, syntax);
        if (files.size() < MOST_FILES_CACHED && text.length() <= LONGEST_FILE_CACHED) {
            files.put(file, compiled);
        }
        return compiled;
    }

    /**
     * Compiles a bare expression, as it stands after {@code when:}.
     *
     * @throws TemplateSyntaxError if it does not parse or names an unknown filter or test
     */
    public Condition compileExpression(String text) {
        Condition known = expressions.get(text);
        if (known != null) {
            return known;
        }
        TokenStream tokens = new TokenStream(Lexer.tokenize(text, 0, "", true));
        Expression expression = new ExpressionParser(tokens, this).expressionOrTuple(true);
        tokens.expectEnd();
        Condition compiled = new Condition(this, expression);
        if (expressions.size() < MOST_CACHED) {
            expressions.put(text, compiled);
        }
        return compiled;
    }

    /** The names of all filters, without their collections. */
    public Set<String> filterNames() {
        return filters.names();
    }

    /** The names of all lookups, without their collections. */
    public Set<String> lookupNames() {
        Set<String> names = new TreeSet<>(environment.lookups().keySet());
        names.addAll(FileLookups.NAMES);
        names.addAll(ValueLookups.NAMES);
        return names;
    }

    /** The names of all tests, without their collections. */
    public Set<String> testNames() {
        return tests.names();
    }

    /** Counts what expressions look up on the controller. */
    public Looks looks() {
        return environment.files().looks();
    }

    /** Opens encrypted files of the controller. */
    public FileDecryption decryption() {
        return environment.files().decryption();
    }

    TemplateEnvironment environment() {
        return environment;
    }

    Library filters() {
        return filters;
    }

    Library tests() {
        return tests;
    }

    @Override
    public void checkFilter(String name, Arguments arguments, int offset) {
        check(filters, "filter", name, arguments, offset);
    }

    @Override
    public void checkTest(String name, Arguments arguments, int offset) {
        check(tests, "test", name, arguments, offset);
    }

    @Override
    public void checkLookup(String name, int offset) {
        String shortName = name.substring(name.lastIndexOf('.') + 1);
        if (!lookupNames().contains(name) && !lookupNames().contains(shortName)) {
            throw new TemplateSyntaxError("unknown lookup '" + name + "'", lookupHint(shortName), offset);
        }
    }

    private String lookupHint(String name) {
        return switch (name) {
            case "pipe", "lines" ->
                "a check runs no commands: use a task with 'command', 'read_only: true' and 'register'";
            case "password" -> "a check writes no files: keep the password in an encrypted variable";
            case "url" -> "use a task with 'uri' and 'register'";
            default -> Suggestions.hint(name, lookupNames());
        };
    }

    private static void check(Library library, String kind, String name, Arguments arguments, int offset) {
        boolean open = arguments.rest() != null || arguments.namedRest() != null;
        try {
            if (!library.exists(name)) {
                throw new TemplateSyntaxError(
                        "unknown " + kind + " '" + name + "'", Suggestions.hint(name, library.allNames()), offset);
            }
            library.check(name, arguments.positional().size(), arguments.named().keySet(), open);
        } catch (OperationException e) {
            throw new TemplateSyntaxError(e.getMessage(), e.hint(), offset);
        }
    }
}
