package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random templates come out as Jinja2 renders them, where it is installed. {@code -Dsluice.fuzz.seed} and {@code
 * -Dsluice.fuzz.templates} look further.
 */
class JinjaDifferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_140);
    private static final int TEMPLATES = Integer.getInteger("sluice.fuzz.templates", 3_000);

    @TempDir
    private Path directory;

    private final Templates templates = Sample.templates(Oracle.directory());
    private final Map<String, Object> variables = variables();

    /** A template and how white space in it is treated. */
    private record Job(String text, boolean trim, boolean strip) {}

    /** A text, or the error that there is instead. */
    private record Answer(String text, String error) {
        boolean agrees(Answer other) {
            return Objects.equals(text, other.text);
        }
    }

    /** Jinja2 by itself evaluates no templates within variables. */
    private static Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>(Oracle.variables());
        variables.keySet().removeAll(List.of("templated", "chained"));
        return variables;
    }

    @Test
    void randomTemplatesComeOutAsWithJinja() throws IOException, InterruptedException {
        // given
        Random random = new Random(SEED);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < TEMPLATES; i++) {
            jobs.add(new Job(RandomTemplate.text(random), random.nextInt(4) > 0, random.nextInt(2) == 0));
        }

        // when
        List<Answer> expected = jinja(jobs);

        // then
        List<String> different = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Answer found = own(jobs.get(i));
            if (!found.agrees(expected.get(i))) {
                different.add(shown(jobs.get(i), expected.get(i), found));
            }
        }
        assertThat(expected.stream().filter(each -> each.text() != null).count())
                .as("templates that Jinja2 renders")
                .isGreaterThan(TEMPLATES / 4);
        different.sort(Comparator.comparingInt(String::length));
        assertThat(different)
                .as(different.size() + " differ:\n"
                        + String.join("\n", different.subList(0, Math.min(20, different.size()))))
                .isEmpty();
    }

    private static String shown(Job job, Answer expected, Answer found) {
        return JSON.valueToTree(job) + "\n  jinja " + JSON.valueToTree(expected) + "\n  own   "
                + JSON.valueToTree(found);
    }

    private Answer own(Job job) {
        Syntax syntax = Syntax.FILE.withWhitespace(job.trim(), job.strip());
        try {
            return new Answer((String) templates.compileFile(job.text(), syntax).render(Scope.of(variables)), null);
        } catch (TemplateError error) {
            return new Answer(null, error.getMessage());
        }
    }

    /** What Jinja2 makes of the templates, all in one process. */
    private List<Answer> jinja(List<Job> jobs) throws IOException, InterruptedException {
        String python = List.of("/usr/bin/python3", "python3").stream()
                .filter(each -> succeeds(each, "-c", "import jinja2; assert jinja2.__version__ >= '3.1'"))
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "Jinja2 3.1 is not installed (Debian package python3-jinja2)");
        Path input = directory.resolve("batch.json");
        JSON.writeValue(
                input.toFile(),
                Map.of(
                        "directory", Oracle.directory().resolve("templates").toString(),
                        "variables", variables,
                        "templates", jobs));
        Path program = Oracle.directory().resolveSibling("fuzz").resolve("render.py");
        Process process = new ProcessBuilder(python, "-B", program.toString())
                .redirectInput(input.toFile())
                .redirectOutput(directory.resolve("texts.json").toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("errors")))
                .isZero();
        return JSON.readerForListOf(Answer.class)
                .readValue(directory.resolve("texts.json").toFile());
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
