package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.syntax.TemplateError;
import dev.sluice.template.syntax.TemplateSyntaxError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A jar from outside, compiled here against Jinjava alone, adds filters and tests. */
class ExtensionsTest {
    private static final String FILTERS = """
            package example;

            import com.hubspot.jinjava.interpret.JinjavaInterpreter;
            import com.hubspot.jinjava.lib.filter.AdvancedFilter;
            import com.hubspot.jinjava.lib.filter.Filter;
            import com.hubspot.jinjava.lib.exptest.ExpTest;
            import java.util.List;
            import java.util.Map;

            public class Additions {
                public static class Shout implements Filter {
                    public String getName() { return "shout"; }
                    public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) {
                        return value + (arguments.length == 0 ? "!" : arguments[0]);
                    }
                }

                public static class Parts implements AdvancedFilter {
                    public String getName() { return "example.parts"; }
                    public Object filter(
                            Object value, JinjavaInterpreter interpreter, Object[] positional, Map<String, Object> named) {
                        return Map.of("given", List.of(positional), "named", named, "size", value.toString().length());
                    }
                }

                public static class Upper implements Filter {
                    public String getName() { return "upper"; }
                    public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) {
                        return "not the one that is built in";
                    }
                }

                public static class Broken implements Filter {
                    public String getName() { return "broken"; }
                    public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) {
                        if (value.equals("thread")) { return Thread.currentThread(); }
                        throw new IllegalStateException("nothing works");
                    }
                }

                public static class Tall implements ExpTest {
                    public String getName() { return "tall"; }
                    public boolean evaluate(Object value, JinjavaInterpreter interpreter, Object... arguments) {
                        return ((Number) value).longValue() > (arguments.length == 0 ? 10 : ((Number) arguments[0]).longValue());
                    }
                }
            }
            """;
    private static final Map<String, String> SERVICES = Map.of(
            "com.hubspot.jinjava.lib.filter.Filter",
            "example.Additions$Shout\nexample.Additions$Parts\nexample.Additions$Upper\nexample.Additions$Broken\n",
            "com.hubspot.jinjava.lib.exptest.ExpTest",
            "example.Additions$Tall\n");

    @TempDir
    private static Path directory;

    private static URLClassLoader loader;
    private static Templates templates;

    @BeforeAll
    static void buildTheJar() throws IOException {
        Path jar = jar("additions", FILTERS, SERVICES);
        loader = new URLClassLoader(jar.toString(), new URL[] {jar.toUri().toURL()}, Templates.class.getClassLoader());
        templates = new Templates(Sample.environment(directory), List.of(loader));
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    /** Compiles a source with one public class and packs it with its service files. */
    private static Path jar(String name, String source, Map<String, String> services) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name));
        Path file = Files.writeString(classes.resolve("Additions.java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-d",
                        classes.toString(),
                        "-proc:none",
                        file.toString());
        assertThat(failed).isZero();
        Path jar = directory.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var compiled = Files.list(classes.resolve("example"))) {
            for (Path each : compiled.toList()) {
                out.putNextEntry(new JarEntry("example/" + each.getFileName()));
                out.write(Files.readAllBytes(each));
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                out.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
                out.write(service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static Object evaluate(String text, Map<String, ?> variables) {
        return templates.compile(text).evaluate(Scope.of(variables));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            {{ 'a' | shout }} @ a!
            {{ 'a' | shout('?') | upper }} @ A?
            {{ ['a', 'b'] | map('shout', '.') | join }} @ a.b.
            {% if 11 is tall %}tall{% endif %} @ tall
            {% filter shout %}text{% endfilter %} @ text!
            {{ [9, 10, 11] | select('tall', 9) | join(',') }} @ 10,11
            {{ 9 is not tall }}. @ True.
            """)
    void areUsedLikeThoseThatAreBuiltIn(String text, String expected) {
        assertThat(evaluate(text, Map.of())).isEqualTo(expected);
    }

    @Test
    void takeAndGiveValuesOfTheLanguage() {
        assertThat(evaluate("{{ 'abc' | example.parts(1, [2], deep={'x': 0.5}) }}", Map.of()))
                .isEqualTo(Map.of(
                        "given", List.of(1L, List.of(2L)), "named", Map.of("deep", Map.of("x", 0.5)), "size", 3L));
    }

    @Test
    void spreadWhatIsUnknownOrSecret() {
        assertThat(evaluate("{{ x | shout }}", Map.of("x", new Unknown("later"))))
                .isInstanceOf(Unknown.class);
        assertThat(evaluate("{{ x | shout }}", Map.of("x", Secret.of("abc")))).isEqualTo(Secret.of("abc!"));
        assertThat(evaluate("{{ x is tall }}", Map.of("x", Secret.of(11L)))).isEqualTo(true);
        assertThatThrownBy(() -> evaluate("{{ x | shout }}", Map.of())).hasMessage("'x' is undefined");
    }

    @Test
    void hideNothingThatIsBuiltIn() {
        assertThat(evaluate("{{ 'a' | upper }}", Map.of())).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            {{ 1 | broken }} @ the filter 'broken' failed: java.lang.IllegalStateException: nothing works
            {{ 'thread' | broken }} @ the filter 'broken' returned a java.lang.Thread, which is not a value of a template
            {{ 1 is tall(than=2) }} @ 'tall' has no argument 'than'
            {{ 1 | datetimeformat }} @ unknown filter 'datetimeformat'
            {{ 1 is within([1]) }} @ unknown test 'within'
            """)
    void failWithAReason(String text, String message) {
        assertThatThrownBy(() -> evaluate(text, Map.of()))
                .isInstanceOf(TemplateError.class)
                .hasMessage(message);
    }

    @Test
    void areSuggested() {
        assertThatThrownBy(() -> evaluate("{{ 1 | shuot }}", Map.of()))
                .satisfies(error -> assertThat(((TemplateError) error).hint()).contains("did you mean 'shout'?"));
    }

    @Test
    void thatShareANameAreRefused() throws IOException {
        String source = FILTERS.replace(
                "public class Additions {", "public class Additions { public static class Again extends Shout {}");
        String names = "example.Additions$Shout\nexample.Additions$Again\n";
        Path jar = jar("twice", source, Map.of("com.hubspot.jinjava.lib.filter.Filter", names));
        try (URLClassLoader two =
                new URLClassLoader(jar.toString(), new URL[] {jar.toUri().toURL()}, Templates.class.getClassLoader())) {
            Templates here = new Templates(Sample.environment(directory), List.of(two));

            assertThatThrownBy(() -> here.compile("{{ 1 | shout }}"))
                    .isInstanceOf(TemplateSyntaxError.class)
                    .hasMessage("two classes bring 'shout': example.Additions$Shout and example.Additions$Again");
        }
    }

    @Test
    void thatCannotBeLoadedAreReported() throws IOException {
        Path jar = jar("torn", FILTERS, Map.of("com.hubspot.jinjava.lib.filter.Filter", "example.Missing\n"));
        try (URLClassLoader torn =
                new URLClassLoader(jar.toString(), new URL[] {jar.toUri().toURL()}, Templates.class.getClassLoader())) {
            Templates here = new Templates(Sample.environment(directory), List.of(torn));

            assertThatThrownBy(() -> here.compile("{{ 1 | shout }}"))
                    .isInstanceOf(TemplateSyntaxError.class)
                    .hasMessageContaining("torn.jar cannot be loaded")
                    .hasMessageContaining("example.Missing");
            assertThat(here.compile("{{ 'a' | upper }}").evaluate(Scope.of(Map.of())))
                    .isEqualTo("A");
        }
    }
}
