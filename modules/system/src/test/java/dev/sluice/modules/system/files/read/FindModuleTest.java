package dev.sluice.modules.system.files.read;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static dev.sluice.modules.system.files.FileTasks.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.modules.system.files.Ansible;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class FindModuleTest {
    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(target));
    }

    private static List<String> paths(ModuleTester.Report report) {
        return ((List<?>) report.checked().get("files"))
                .stream().map(each -> (String) ((Map<?, ?>) each).get("path")).toList();
    }

    @Test
    void finds_what_earlier_tasks_will_have_made_and_not_what_they_remove() throws IOException {
        Files.createDirectories(target.resolve("d/sub"));
        Files.writeString(target.resolve("d/old.conf"), "1");
        Files.writeString(target.resolve("d/sub/gone.conf"), "2");

        tester.run(
                copy("dest", target.resolve("d/new.conf"), "content", "port=1\n"),
                file("path", target.resolve("d/sub"), "state", "absent"),
                file("path", target.resolve("d/more"), "state", "directory"),
                copy("dest", target.resolve("d/more/deep.conf"), "content", "x"),
                file("src", "new.conf", "path", target.resolve("d/link.conf"), "state", "link"),
                find("paths", target.resolve("d"), "patterns", "*.conf", "recurse", true, "get_checksum", true));

        assertThat(tester.last().predicted()).isEqualTo("ok");
        assertThat(paths(tester.last()))
                .containsExactly(
                        target.resolve("d/more/deep.conf").toString(),
                        target.resolve("d/new.conf").toString(),
                        target.resolve("d/old.conf").toString());
    }

    @Test
    void finds_by_content_that_will_be_written() {
        tester.run(
                copy("dest", target.resolve("a"), "content", "role=primary\n"),
                copy("dest", target.resolve("b"), "content", "role=standby\n"),
                find("paths", target, "contains", "role=prim.*"));

        assertThat(paths(tester.last())).containsExactly(target.resolve("a").toString());
    }

    @Test
    void the_age_of_what_is_not_written_yet_is_unknown() {
        tester.run(copy("dest", target.resolve("a"), "content", "x"), find("paths", target, "age", "1h"));

        assertThat(tester.last().predicted()).isEqualTo("undecided");
    }

    @Test
    void says_which_paths_it_cannot_search() {
        ModuleTester.Report report = tester.run(find("paths", target + "/none," + target));

        assertThat(report.values().get("skipped_paths"))
                .hasToString("{" + target + "/none='" + target + "/none' is not a directory}");
        assertThat(report.values()).containsEntry("msg", "Not all paths examined, check warnings for details");
    }

    @TestFactory
    Stream<DynamicTest> finds_what_ansible_finds() throws IOException {
        Path tree = Files.createDirectories(target.resolve("tree"));
        String script = "cd '" + tree + "' && mkdir -p a/b/c .h/i && echo one >a/one.txt && echo two >a/b/two.log"
                + " && : >a/b/c/three.txt && echo h >.hidden && echo i >.h/i/in.txt && ln -s a/b lb && ln -s none ln"
                + " && head -c 5000 /dev/zero >big.bin && touch -d 2020-01-01 a/one.txt && chmod 640 a/one.txt"
                + " && mkfifo pipe && touch '[x].txt'";
        assertThat(LocalShell.plain().run(script).errorText()).isEmpty();
        List<Map<String, Object>> searches = List.of(
                Map.of(),
                Map.of("recurse", true),
                Map.of("recurse", true, "hidden", true),
                Map.of("recurse", true, "patterns", "*.txt"),
                Map.of("recurse", true, "patterns", "*.txt,*.log", "excludes", "t*"),
                Map.of("recurse", true, "patterns", "^t.*\\.(txt|log)$", "use_regex", true),
                Map.of("recurse", true, "patterns", "[[]x].txt"),
                Map.of("recurse", true, "patterns", "[!a-o]*"),
                Map.of("recurse", true, "depth", 2),
                Map.of("recurse", true, "depth", 1, "file_type", "any"),
                Map.of("recurse", true, "file_type", "directory"),
                Map.of("recurse", true, "file_type", "link"),
                Map.of("recurse", true, "file_type", "any"),
                Map.of("recurse", true, "size", "1k"),
                Map.of("recurse", true, "size", "-10b"),
                Map.of("recurse", true, "age", "1d"),
                Map.of("recurse", true, "age", "-1d"),
                Map.of("recurse", true, "contains", "tw"),
                Map.of("recurse", true, "contains", "wo", "read_whole_file", true),
                Map.of("recurse", true, "follow", true));
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (Map<String, Object> search : searches) {
            Map<String, Object> parameters = new LinkedHashMap<>(search);
            parameters.put("paths", tree.toString());
            tasks.add(Map.of("ansible.builtin.find", parameters));
        }
        List<JsonNode> results = Ansible.run(target, tasks);
        List<DynamicTest> tests = new ArrayList<>();
        for (int index = 0; index < searches.size(); index++) {
            Map<String, Object> search = searches.get(index);
            JsonNode theirs = results.get(index);
            tests.add(dynamicTest(search.toString(), () -> compare(tree, search, theirs)));
        }
        return tests.stream();
    }

    private void compare(Path tree, Map<String, Object> search, JsonNode theirs) {
        List<Object> parameters = new ArrayList<>(List.of("paths", tree.toString()));
        search.forEach((name, value) -> parameters.addAll(List.of(name, value)));

        ModuleTester.Report report =
                ModuleTester.local(new DirectoryController(target, Map.of())).run(find(parameters.toArray()));

        Map<String, JsonNode> expected = new LinkedHashMap<>();
        theirs.get("files").forEach(each -> expected.put(each.get("path").asText(), each));
        assertThat(paths(report)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(report.values().get("examined"))
                .isEqualTo(theirs.get("examined").asLong());
        for (Object each : (List<?>) report.values().get("files")) {
            ((Map<?, ?>) each).forEach((name, value) -> {
                JsonNode theirValue =
                        expected.get(((Map<?, ?>) each).get("path")).get((String) name);
                if (value instanceof Double number) {
                    assertThat(number).isCloseTo(theirValue.asDouble(), org.assertj.core.data.Offset.offset(0.001));
                } else {
                    assertThat(String.valueOf(value)).as("%s", name).isEqualTo(theirValue.asText());
                }
            });
        }
    }
}
