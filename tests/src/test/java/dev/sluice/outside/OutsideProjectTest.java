package dev.sluice.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.SluiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of docs/writing-a-module.md is built by itself, without a network, and its jar is used. */
class OutsideProjectTest {
    @TempDir
    Path directory;

    @Test
    void theProjectOfThePageIsBuiltTestedAndUsed() throws IOException, InterruptedException {
        Path project = directory.resolve("marker");
        PageProject.of(Path.of("../docs/writing-a-module.md")).write(project);
        BuiltRepository.write(directory.resolve("repository"));

        String built = maven(project, "package");

        assertThat(built).contains("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0");
        Path modules = Files.createDirectory(directory.resolve("modules"));
        Files.copy(project.resolve("target/marker-modules-1.0.jar"), modules.resolve("marker.jar"));
        Path noted = directory.resolve("noted");
        Files.writeString(directory.resolve("runbook.yml"), """
                - hosts: localhost
                  connection: local
                  gather_facts: false
                  tasks:
                    - marker: { path: %s, version: 3 }
                    - marker: { path: %s, version: 3 }
                """.formatted(noted, noted));
        assertThat(sluice("check", "runbook.yml")).contains("unknown module 'marker'");
        assertThat(sluice("doc", "marker", "--modules", modules.toString()))
                .contains("Notes on a host which version of a procedure it has");
        assertThat(sluice("check", "runbook.yml", "--modules", modules.toString()))
                .contains(noted + " version: 3");
        assertThat(noted).doesNotExist();
        assertThat(sluice("apply", "runbook.yml", "--yes", "--modules", modules.toString()))
                .contains(noted + " version: 3");
        assertThat(noted).hasContent("version=3");
    }

    private String sluice(String... arguments) throws IOException, InterruptedException {
        try (SluiceProcess sluice = SluiceProcess.start(directory, arguments)) {
            return sluice.awaitEnd();
        }
    }

    /** Plugins and libraries come from where this build has them; what Sluice is, from the repository alone. */
    private String maven(Path project, String goal) throws IOException, InterruptedException {
        Path local =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        List<String> command = new ArrayList<>(List.of(
                Path.of("../mvnw").toRealPath().toString(),
                "-B",
                "-ntp",
                "-o",
                "-Daether.offline.protocols=file",
                "-Dmaven.repo.local=" + directory.resolve("local"),
                "-Dmaven.repo.local.tail=" + local,
                "-Dsluice.repository=" + directory.resolve("repository").toUri(),
                goal));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
