package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The launcher makes an archive of classes that fits what it starts. It starts a small program here, in the place of
 * Sluice: what is in the libraries is nothing to it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {
    /** Java refuses to start if it cannot use the archive. */
    private static final Map<String, String> ARCHIVE_REQUIRED = Map.of("SLUICE_JAVA_OPTIONS", "-Xshare:on");

    @TempDir
    Path directory;

    private Path checkout = Path.of("");

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {
        checkout = Files.createDirectory(directory.resolve("checkout"));
        Path distribution = checkout.resolve("distribution");
        Files.createDirectories(distribution.resolve("src/training"));
        Files.createDirectories(distribution.resolve("target/lib"));
        Files.copy(Path.of("../sluice"), checkout.resolve("sluice"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(distribution.resolve("src/training/warm-up.yml"));
        Files.createFile(distribution.resolve("target/built"));
        library(distribution.resolve("target/lib/program.jar"));
    }

    /** The Java that runs the tests, and one that is as new as can be, if there is one. */
    static Stream<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        Path others = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(others)) {
            return Stream.of(own);
        }
        try (Stream<Path> installed = Files.list(others)) {
            Stream<Path> newer = installed.filter(home -> versionOf(home) >= 25).limit(1).toList().stream();
            return Stream.concat(Stream.of(own), newer);
        }
    }

    private static int versionOf(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notAJava) {
            return 0;
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theFirstStartMakesAnArchiveThatFurtherOnesUse(Path java) throws Exception {
        assertThat(start(java, Map.of())).isEqualTo("program\n");

        assertThat(files(".jsa")).hasSize(1);
        assertThat(start(java, ARCHIVE_REQUIRED)).isEqualTo("program\n");
        assertThat(files(".jsa")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aCheckoutThatWasMovedMakesAnArchiveThatFits(Path java) throws Exception {
        start(java, Map.of());

        checkout = Files.move(checkout, directory.resolve("moved"));

        assertThat(start(java, ARCHIVE_REQUIRED)).isEqualTo("program\n");
        assertThat(files(".jsa")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aLibraryThatWasReplacedMakesAnArchiveThatFits(Path java) throws Exception {
        start(java, Map.of());

        Path library = checkout.resolve("distribution/target/lib/program.jar");
        Files.setLastModifiedTime(library, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(start(java, ARCHIVE_REQUIRED)).isEqualTo("program\n");
        assertThat(files(".jsa")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aTrainingThatFailsIsReportedOnceAndNotTriedAgain(Path java) throws Exception {
        Files.writeString(checkout.resolve("distribution/src/training/warm-up.yml"), "fail\n");

        assertThat(start(java, Map.of()))
                .contains("sluice: starts will be slower: no archive of classes could be made; see ")
                .endsWith("program\n");
        assertThat(start(java, Map.of())).isEqualTo("program\n");
        assertThat(Files.readAllLines(checkout.resolve("trainings"))).hasSize(1);
        assertThat(files(".failed"))
                .singleElement()
                .satisfies(log -> assertThat(log).content().contains("the training failed"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aDirectoryThatCannotBeWrittenIsStartedWithoutAnArchive(Path java) throws Exception {
        Files.createFile(checkout.resolve(".sluice"));

        assertThat(start(java, Map.of())).isEqualTo("program\n");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void filesWithNamesOutsideAsciiAreFoundInEveryLocale(Path java) throws Exception {
        Path file = Files.writeString(directory.resolve("räucherei.yml"), "");

        assertThat(start(java, Map.of("LC_ALL", "C"), file.toString())).endsWith("program\ntrue\n");
        assertThat(start(java, Map.of("LC_ALL", "", "LANG", "POSIX"), file.toString()))
                .endsWith("program\ntrue\n");
    }

    private String start(Path java, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("sluice").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("SLUICE_BUILD", "never");
        builder.environment().put("TRAININGS", checkout.resolve("trainings").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve(".sluice"))) {
            return files.filter(each -> each.toString().endsWith(ending)).toList();
        }
    }

    /** The two classes that the launcher starts. The training notes that it ran, and fails if its runbook is not empty. */
    private void library(Path jar) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("program/dev/sluice/cli"));
        Path main = Files.writeString(sources.resolve("Main.java"), """
                package dev.sluice.cli;
                public class Main {
                    public static void main(String[] words) throws Exception {
                        System.out.println("program");
                        for (String word : words) {
                            System.out.println(java.nio.file.Files.exists(java.nio.file.Path.of(word)));
                        }
                    }
                }
                """);
        Path training = Files.writeString(sources.resolve("StartUpTraining.java"), """
                package dev.sluice.cli;
                import java.nio.file.*;
                public class StartUpTraining {
                    public static void main(String[] words) throws Exception {
                        Files.writeString(Path.of(System.getenv("TRAININGS")), "one\\n",
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        if (Files.size(Path.of(words[0])) > 0) {
                            throw new IllegalStateException("the training failed");
                        }
                        Main.main(new String[0]);
                    }
                }
                """);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "needs a JDK");
        assertThat(compiler.run(null, null, null, "--release", "17", main.toString(), training.toString()))
                .isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("Main", "StartUpTraining")) {
                out.putNextEntry(new JarEntry("dev/sluice/cli/" + name + ".class"));
                Files.copy(sources.resolve(name + ".class"), out);
            }
        }
    }
}
