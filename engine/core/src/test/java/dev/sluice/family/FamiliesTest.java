package dev.sluice.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubspot.jinjava.lib.filter.Filter;
import dev.sluice.spi.Family;
import dev.sluice.template.Scope;
import dev.sluice.template.Templates;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.TemplateEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of other authors: what is loaded, and what is said about those that cannot be. */
class FamiliesTest {
    private static final String FAMILY = """
            package org.example;
            import dev.sluice.spi.*;
            import dev.sluice.spi.Module;
            import java.util.List;
            public final class ExampleFamily implements Family {
                BODY
                public String name() { return "example"; }
                public List<Module<?>> modules() { return List.of(new NothingModule()); }
                public List<Class<? extends Fact<?>>> facts() { return List.of(); }
            }
            """;
    private static final String MODULE = """
            package org.example;
            import dev.sluice.spi.*;
            import dev.sluice.spi.Module;
            final class NothingModule implements Module<NothingModule.Wanted> {
                record Wanted() {}
                public String name() { return "nothing"; }
                public Class<Wanted> parameters() { return Wanted.class; }
                public Plan plan(Wanted wanted, Facts facts) { return Plan.unchanged(java.util.Map.of()); }
            }
            """;
    private static final String FILTER = """
            package org.example;
            import com.hubspot.jinjava.interpret.JinjavaInterpreter;
            public final class Shout implements com.hubspot.jinjava.lib.filter.Filter {
                public String getName() { return "shout"; }
                public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) { return value + "!"; }
            }
            """;

    @TempDir
    Path directory;

    private Path modules;

    @BeforeEach
    void makeDirectory() throws IOException {
        modules = Files.createDirectory(directory.resolve("modules"));
    }

    private CompiledJar jar(String body) throws IOException {
        return CompiledJar.of(directory.resolve("classes"), FAMILY.replace("BODY", body), MODULE)
                .withService(Family.class, "org.example.ExampleFamily");
    }

    private List<String> found() {
        return Families.find(List.of(modules), List.of()).families().stream()
                .map(Family::name)
                .toList();
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::found).isInstanceOf(FamilyException.class).hasMessageContainingAll(parts);
    }

    @Test
    void aJarIsLoadedByAClassLoaderOfItsOwn() throws IOException {
        jar("").write(modules.resolve("a.jar"));

        Family family = Families.find(List.of(modules), List.of()).families().get(0);

        assertThat(family.name()).isEqualTo("example");
        assertThat(family.getClass().getClassLoader())
                .isNotSameAs(Family.class.getClassLoader())
                .extracting(ClassLoader::getName)
                .isEqualTo(modules.resolve("a.jar").toString());
        assertThat(new ModuleRegistry(List.of(family)).find("nothing")).isPresent();
    }

    @Test
    void aJarMayBringNothingButAFilter() throws IOException {
        CompiledJar.of(directory.resolve("classes"), FILTER)
                .withService(Filter.class, "org.example.Shout")
                .write(modules.resolve("filters.jar"));

        ModuleRegistry registry = new ModuleRegistry(Families.find(List.of(modules), Templates.EXTENSIONS));

        Templates templates = new Templates(
                new TemplateEnvironment(
                        ControllerFiles.below(directory), name -> null, Clock.systemUTC(), Random::new, Map.of()),
                registry.jars());
        assertThat(templates.compile("{{ ['a', 'b'] | map('shout') | join }}").evaluate(Scope.of(Map.of())))
                .isEqualTo("a!b!");
    }

    @Test
    void filesOfOtherNamesAreLeftAlone() throws IOException {
        Files.writeString(modules.resolve("readme.txt"), "notes");

        assertThat(found()).isEmpty();
    }

    @Test
    void aDirectoryThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> Families.find(List.of(directory.resolve("none")), List.of()))
                .isInstanceOf(FamilyException.class)
                .hasMessageContainingAll("/none", "is not a directory");
    }

    @Test
    void whatIsNotAJarIsSaidToBeNone() throws IOException {
        Files.writeString(modules.resolve("a.jar"), "no archive");

        assertRefused("a.jar", "is not a readable jar");
    }

    @Test
    void aJarWithoutAFamilyIsRefused() throws IOException {
        CompiledJar.of(directory.resolve("classes"), MODULE).write(modules.resolve("a.jar"));

        assertRefused("a.jar", "has no modules", "META-INF/services/dev.sluice.spi.Family");
    }

    @Test
    void aJarWhoseListOfFamiliesIsEmptyIsRefused() throws IOException {
        jar("").withService(Family.class, "# none yet\n\n").write(modules.resolve("a.jar"));

        assertRefused("a.jar", "names no family", "META-INF/services/dev.sluice.spi.Family");
    }

    @Test
    void aJarThatNamesSomethingElseAsAFamilyIsRefused() throws IOException {
        for (String other : List.of("java.lang.String", "org.example.ExampleModule")) {
            jar("").withService(Family.class, "org.example.ExampleFamily\n" + other)
                    .write(modules.resolve("a.jar"));

            assertRefused("a.jar", other);
        }
    }

    @Test
    void aJarForANewerJavaSaysWhichItNeeds() throws IOException {
        jar("").compiledForJava(99).write(modules.resolve("a.jar"));

        assertRefused(
                "a.jar", "needs Java 99", "this is Java " + Runtime.version().feature());
    }

    @Test
    void aFamilyThatFailsWhileLoadingIsNamedWithItsFailure() throws IOException {
        jar("public ExampleFamily() { throw new IllegalStateException(\"no licence\"); }")
                .write(modules.resolve("a.jar"));

        assertRefused("a.jar", "org.example.ExampleFamily", "no licence");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws IOException {
        jar("").withService(Family.class, "org.example.Missing").write(modules.resolve("a.jar"));

        assertRefused("a.jar", "org.example.Missing", "not found");
    }

    @Test
    void aJarForAnotherSpiIsRefusedBeforeItIsUsed() throws IOException {
        jar("private dev.sluice.spi.Retired old; public dev.sluice.spi.Retired old() { return old; }"
                        + " { for (var each : ExampleFamily.class.getMethods()) { each.getName(); } }")
                .without("dev.sluice.spi.Retired")
                .write(modules.resolve("a.jar"));

        assertRefused("a.jar", "does not fit this version of Sluice", "Retired");
    }

    @Test
    void aJarDoesNotSeeTheEngine() throws IOException {
        jar("{ dev.sluice.family.Families.find(List.of(), List.of()); }").write(modules.resolve("a.jar"));

        assertRefused("a.jar", "does not fit this version of Sluice", "dev/sluice/family/Families");
    }

    @Test
    void twoModulesOfOneNameAreNamedWithTheirJars() throws IOException {
        jar("").write(modules.resolve("a.jar"));
        jar("").write(modules.resolve("b.jar"));

        assertThatThrownBy(() -> new ModuleRegistry(Families.find(List.of(modules), List.of())))
                .isInstanceOf(FamilyException.class)
                .hasMessageContainingAll("two modules are called 'nothing'", "a.jar", "b.jar");
    }

    @Test
    void aJarThatEveryUserCanWriteIsRefused() throws IOException {
        jar("").write(modules.resolve("a.jar"));
        Files.setPosixFilePermissions(modules.resolve("a.jar"), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertRefused("a.jar", "chmod o-w");
    }
}
