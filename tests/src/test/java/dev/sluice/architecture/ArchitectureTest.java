package dev.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The directions and habits that docs/architecture.md describes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(?i)utils?|common|impl|manager|helpers?|misc|.*(Utils?|Impl|Manager|Helper)");

    /** Who may use the language, the connections and the journal. */
    private static final String[] CORE = {"cli", "run", "control", "order", "task", "validate", "state", "variables"};

    private final JavaClasses production = Imported.production();

    @Test
    void packagesUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("testing")
                .definedBy("dev.sluice.testing..")
                .layer("cli")
                .definedBy("dev.sluice.cli..")
                .layer("run")
                .definedBy("dev.sluice.run..")
                .layer("control")
                .definedBy("dev.sluice.control..")
                .layer("order")
                .definedBy("dev.sluice.order..")
                .layer("task")
                .definedBy("dev.sluice.task..")
                .layer("validate")
                .definedBy("dev.sluice.validate..")
                .layer("state")
                .definedBy("dev.sluice.state..")
                .layer("variables")
                .definedBy("dev.sluice.variables..")
                .layer("reference")
                .definedBy("dev.sluice.reference..")
                .layer("drawing")
                .definedBy("dev.sluice.drawing..")
                .layer("family")
                .definedBy("dev.sluice.family..")
                .layer("overlay")
                .definedBy("dev.sluice.overlay..")
                .layer("runbook")
                .definedBy("dev.sluice.runbook..")
                .layer("inventory")
                .definedBy("dev.sluice.inventory..")
                .layer("bind")
                .definedBy("dev.sluice.bind..")
                .layer("template")
                .definedBy("dev.sluice.template..")
                .layer("connection")
                .definedBy("dev.sluice.connection..")
                .layer("journal")
                .definedBy("dev.sluice.journal..")
                .layer("graph")
                .definedBy("dev.sluice.graph..")
                .layer("python")
                .definedBy("dev.sluice.python..")
                .layer("spi")
                .definedBy("dev.sluice.spi..")
                .layer("source")
                .definedBy("dev.sluice.source..")
                .layer("modules")
                .definedBy("dev.sluice.modules..")
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("cli", "testing")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("run")
                .whereLayer("order")
                .mayOnlyBeAccessedByLayers("run")
                .whereLayer("task")
                .mayOnlyBeAccessedByLayers("run", "control")
                .whereLayer("validate")
                .mayOnlyBeAccessedByLayers("cli", "order", "testing")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("cli", "run", "control", "order", "task", "validate", "testing")
                .whereLayer("variables")
                .mayOnlyBeAccessedByLayers("cli", "run", "control", "order", "task", "validate", "state", "testing")
                .whereLayer("reference")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("drawing")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("drawing")
                .mayOnlyAccessLayers("graph")
                .whereLayer("family")
                .mayOnlyBeAccessedByLayers(coreAnd("testing"))
                .whereLayer("family")
                .mayOnlyAccessLayers("spi")
                .whereLayer("overlay")
                .mayOnlyBeAccessedByLayers(coreAnd("connection", "testing"))
                .whereLayer("runbook")
                .mayOnlyBeAccessedByLayers(coreAnd("testing"))
                .whereLayer("inventory")
                .mayOnlyBeAccessedByLayers(CORE)
                .whereLayer("bind")
                .mayOnlyBeAccessedByLayers(coreAnd("reference"))
                .whereLayer("template")
                .mayOnlyBeAccessedByLayers(coreAnd("testing"))
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers(coreAnd("testing"))
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers(coreAnd("testing"))
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers(coreAnd("drawing"))
                .whereLayer("testing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("modules")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("python")
                .mayOnlyAccessLayers("spi")
                .whereLayer("spi")
                .mayNotAccessAnyLayer()
                .whereLayer("source")
                .mayNotAccessAnyLayer()
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .whereLayer("modules")
                .mayOnlyAccessLayers("python", "spi")
                .check(production);
    }

    private static String[] coreAnd(String... others) {
        return Stream.concat(Stream.of(CORE), Stream.of(others)).toArray(String[]::new);
    }

    @Test
    void theEngineKnowsNoModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.modules..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.modules..")
                .check(production);
    }

    @Test
    void theSystemFamilyKnowsNoOtherFamily() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.modules.system..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.modules.storage..")
                .check(production);
    }

    @Test
    void theSyntaxOfTemplatesKnowsNothingOfTheirEvaluation() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sluice.template.syntax", "dev.sluice.template.jinjava")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.template")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.template.syntax")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.template.jinjava")
                .check(production);
    }

    @Test
    void eachLibraryIsSeenWhereItBelongs() {
        Map<String, String[]> owners = Map.of(
                "com.jcraft.jsch..", new String[] {"dev.sluice.connection.."},
                // Runbooks are read by one package, data that templates convert from and to YAML by another.
                "org.snakeyaml.engine..", new String[] {"dev.sluice.source..", "dev.sluice.python.."},
                "org.apache.commons.compress..", new String[] {"dev.sluice.modules.system.files.."},
                "org.apache.commons.codec..", new String[] {"dev.sluice.template.."},
                "org.apache.commons.csv..", new String[] {"dev.sluice.template.."},
                "picocli..", new String[] {"dev.sluice.cli.."},
                "com.hubspot.jinjava..", new String[] {"dev.sluice.template.jinjava"},
                "com.github.difflib..", new String[] {"dev.sluice.journal.."});
        owners.forEach((library, owner) -> noClasses()
                .that()
                .resideOutsideOfPackages(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(production));
    }

    @Test
    void onlyAFamilysConnectionUsesHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.modules..")
                .and()
                .resideOutsideOfPackage("dev.sluice.modules.*.connection..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(production);
    }

    /** The only door for a text into a shell: what users write to be run. */
    @Test
    void scriptsAreConstantTextWithHoles() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.modules.system.command", "dev.sluice.spi")
                .and()
                .doNotHaveFullyQualifiedName("dev.sluice.modules.system.files.change.FileWriting")
                .should()
                .callMethod(Script.class, "ofUser", String.class)
                .check(production);
    }

    @Test
    void modulesSeeNeitherFilesNorNetworkNorProcesses() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.modules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.sql..")
                .orShould()
                .dependOnClassesThat(describe(
                        "read or write outside the program",
                        type -> Set.of(
                                        "java.nio.file.Files",
                                        "java.nio.file.FileSystem",
                                        "java.nio.file.FileSystems",
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.io.FileOutputStream",
                                        "java.io.RandomAccessFile",
                                        "java.net.Socket",
                                        "java.net.URLConnection",
                                        "java.lang.Process",
                                        "java.lang.ProcessBuilder",
                                        "java.lang.Runtime")
                                .contains(type.getName())))
                .check(production);
    }

    @Test
    void factsEffectsAndStepsAreRecordsOrEnums() {
        classes()
                .that()
                .areAssignableTo(Fact.class)
                .or()
                .areAssignableTo(Effect.class)
                .or()
                .areAssignableTo(Step.class)
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums()
                .check(production);
    }

    @Test
    void timeAndEnvironmentComeInAsParameters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.cli..")
                // Families are made by the service loader and hand the clock to their modules.
                .and()
                .areNotAssignableTo(Family.class)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(production);
    }

    @Test
    void noStaticFieldCanChange() {
        fields().that().areStatic().should().beFinal().check(production);
        noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveRawType(describe("a type that is there to be changed", ArchitectureTest::isMutable))
                .check(production);
    }

    private static boolean isMutable(JavaClass type) {
        String name = type.getName();
        return name.startsWith("java.util.concurrent.")
                || name.equals("java.lang.ThreadLocal")
                || name.equals("java.lang.StringBuilder")
                || (type.isAssignableTo(Collection.class) && !type.isInterface())
                || (type.isAssignableTo(Map.class) && !type.isInterface() && !type.isEnum());
    }

    @Test
    void namesSayWhatThingsAre() {
        Set<String> empty = new TreeSet<>();
        for (JavaClass type : production) {
            for (String part : type.getPackageName().split("\\.", -1)) {
                if (EMPTY_NAME.matcher(part).matches()) {
                    empty.add(type.getPackageName());
                }
            }
            if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
                empty.add(type.getName());
            }
        }

        assertThat(empty).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : production) {
            JavaPackage javaPackage = type.getPackage();
            if (!javaPackage.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(javaPackage.getName());
            }
        }

        assertThat(unmarked).isEmpty();
    }
}
