package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A handler may run several times in a phase: each time is predicted and reported by itself. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandlerOccasionsTest {
    @TempDir
    Path directory;

    @Test
    void eachRunOfAHandlerHasAResultAndAPredictionOfItsOwn() throws Exception {
        Files.writeString(directory.resolve("more.yml"), """
                - name: included
                  lineinfile: { path: %s/included, line: ran, create: true }
                """.formatted(directory));
        Files.writeString(directory.resolve("site.yml"), """
                - id: site
                  hosts: localhost
                  gather_facts: false
                  tasks:
                    - { copy: { content: a, dest: %1$s/a }, notify: [write, include] }
                    - meta: flush_handlers
                    - { copy: { content: b, dest: %1$s/b }, notify: [write, include] }
                  handlers:
                    - { name: write, lineinfile: { path: %1$s/written, line: ran, create: true } }
                    - { name: include, include_tasks: more.yml }
                """.formatted(directory));

        JsonNode report;
        try (SluiceProcess sluice = SluiceProcess.start(
                directory, "apply", "--yes", "-o", "json", "-c", "local", "-i", "localhost,", "site.yml")) {
            report = new ObjectMapper().readTree(sluice.awaitEnd());
        }

        Map<String, String> statuses = new LinkedHashMap<>();
        for (JsonNode task : report.at("/phases/0/tasks")) {
            if (!task.path("name").asText().equals("copy")) {
                statuses.put(
                        task.path("id").asText(),
                        task.at("/results/localhost/status").asText());
            }
        }
        assertThat(statuses)
                .containsEntry("site/handlers/1@site/2", "changed")
                .containsEntry("site/handlers/1", "ok")
                .containsEntry("site/handlers/2/1/1@site/2", "changed")
                .containsEntry("site/handlers/2/1/1", "ok");
        assertThat(report.path("predictions"))
                .hasSizeGreaterThan(4)
                .allSatisfy(row -> assertThat(row.path("agrees").asBoolean())
                        .as(row.toString())
                        .isTrue());
    }
}
