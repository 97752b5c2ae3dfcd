package dev.sluice.modules.system.files.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.modules.system.files.Ansible;
import dev.sluice.modules.system.files.FileTasks;
import dev.sluice.spi.Module;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every edit of a file leaves the same bytes behind as ansible-core's own module, and says the same. */
class EditsLikeAnsibleTest {
    private static final String CONF = "# settings\nport=80\n#port=8080\nhost = a\n[section]\nkey=1\nkey=2\n\nlast=x\n";

    @TempDir
    Path directory;

    /** A content, or null for no file; a module; its parameters without the path. */
    private record Edit(String content, String module, Map<String, Object> parameters) {}

    private static Edit edit(String content, String module, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            parameters.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return new Edit(content, module, parameters);
    }

    private static List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        lines(edits);
        places(edits);
        patterns(edits);
        blocks(edits);
        replacements(edits);
        return edits;
    }

    private static void lines(List<Edit> edits) {
        edits.add(edit(CONF, "lineinfile", "line", "port=80"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1"));
        edits.add(edit("no newline", "lineinfile", "line", "new=1"));
        edits.add(edit("", "lineinfile", "line", "new=1"));
        edits.add(edit(null, "lineinfile", "line", "new=1"));
        edits.add(edit(null, "lineinfile", "line", "new=1", "create", true));
        edits.add(edit(null, "lineinfile", "line", "new=1", "state", "absent"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^#?port=", "line", "port=443"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^#?port=", "line", "port=443", "firstmatch", true));
        edits.add(edit(CONF, "lineinfile", "regexp", "^nothing", "line", "port=80"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^nothing", "line", "nothing=1"));
        edits.add(edit(CONF, "lineinfile", "search_string", "key=", "line", "key=3"));
        edits.add(edit(CONF, "lineinfile", "search_string", "key=", "line", "key=3", "firstmatch", true));
        edits.add(edit(CONF, "lineinfile", "state", "absent", "regexp", "^key="));
        edits.add(edit(CONF, "lineinfile", "state", "absent", "line", "key=1"));
        edits.add(edit(CONF, "lineinfile", "state", "absent", "search_string", "port"));
        edits.add(edit(CONF, "lineinfile", "state", "absent", "line", "nothing"));
        edits.add(edit("a\r\nb\r\n", "lineinfile", "line", "b"));
        edits.add(edit("a\r\nb\r\n", "lineinfile", "regexp", "^a$", "line", "c"));
        edits.add(edit("a\r\nb", "lineinfile", "state", "absent", "line", "a"));
        edits.add(edit("gr\u00fc\u00dfe\nx\n", "lineinfile", "regexp", "^gr.{4}e", "line", "stra\u00dfe"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^port", "line", "two\nlines"));
        edits.add(edit(CONF, "lineinfile", "line", ""));
        edits.add(edit("x\nx\n", "lineinfile", "regexp", "^x", "line", "#x"));
    }

    private static void places(List<Edit> edits) {
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "^\\[section"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "^key="));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "^key=", "firstmatch", true));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertbefore", "^key="));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertbefore", "^key=", "firstmatch", true));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertbefore", "^nothing"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "^nothing"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertbefore", "BOF"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "BOF"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "EOF"));
        edits.add(edit(CONF, "lineinfile", "line", "new=1", "insertafter", "^last="));
        edits.add(edit("", "lineinfile", "line", "new=1", "insertbefore", "BOF"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^key=2", "line", "key=9", "insertafter", "^port"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^no=", "line", "no=9", "insertafter", "^port"));
        edits.add(edit(CONF, "lineinfile", "line", "key=1", "insertafter", "^\\[section", "firstmatch", true));
        edits.add(edit("a\nb\n", "lineinfile", "line", "b", "insertbefore", "^b"));
    }

    private static void patterns(List<Edit> edits) {
        edits.add(edit(CONF, "lineinfile", "regexp", "^(host)\\s*=\\s*(.*)$", "line", "\\1: \\2", "backrefs", true));
        edits.add(edit(CONF, "lineinfile", "regexp", "^(?P<k>last)=", "line", "\\g<k>=y", "backrefs", true));
        edits.add(edit(CONF, "lineinfile", "regexp", "^nothing(.*)", "line", "x\\1", "backrefs", true));
        edits.add(edit(CONF, "lineinfile", "regexp", "(?i)^PORT=", "line", "port=1"));
        edits.add(edit(CONF, "lineinfile", "regexp", "^k{1}ey=\\d{1,}$", "line", "key=7"));
        edits.add(edit("a{b}\n[x]\n", "lineinfile", "regexp", "^a{b}", "line", "y"));
        edits.add(edit("a[b\nq]\n", "lineinfile", "regexp", "[[]b", "line", "y"));
        edits.add(edit("a]b\n", "lineinfile", "regexp", "a[]x]b", "line", "y"));
        edits.add(edit("a&&b\n", "lineinfile", "regexp", "a[&&]+b", "line", "y"));
        edits.add(edit("word boundary\n", "lineinfile", "regexp", "\\bboundary\\Z", "line", "y"));
        edits.add(edit("abab\n", "lineinfile", "regexp", "^(?:(?P<x_1>ab)(?P=x_1))$", "line", "y"));
        edits.add(edit("tab\there\n", "lineinfile", "regexp", "tab\\x09here", "line", "y"));
        edits.add(edit("a b\n", "lineinfile", "regexp", "(?x) a \\s b # why", "line", "y"));
        edits.add(edit("aaa\n", "lineinfile", "regexp", "^a{,3}$", "line", "y"));
        edits.add(edit("k=v\n", "lineinfile", "regexp", "^(k)=(x)?", "line", "[\\2]\\1", "backrefs", true));
    }

    private static void blocks(List<Edit> edits) {
        String managed = "a\n# BEGIN ANSIBLE MANAGED BLOCK\nold\n# END ANSIBLE MANAGED BLOCK\nz\n";
        edits.add(edit(CONF, "blockinfile", "block", "one\ntwo\n"));
        edits.add(edit(CONF, "blockinfile", "block", "one\ntwo"));
        edits.add(edit("no newline", "blockinfile", "block", "one"));
        edits.add(edit("", "blockinfile", "block", "one"));
        edits.add(edit(null, "blockinfile", "block", "one"));
        edits.add(edit(null, "blockinfile", "block", "one", "create", true));
        edits.add(edit(managed, "blockinfile", "block", "new\nlines\n"));
        edits.add(edit(managed, "blockinfile", "block", "old"));
        edits.add(edit(managed, "blockinfile", "block", ""));
        edits.add(edit(managed, "blockinfile", "state", "absent"));
        edits.add(edit(CONF, "blockinfile", "state", "absent"));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertafter", "^key="));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertbefore", "^key="));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertbefore", "BOF"));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertafter", "^nothing"));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertafter", "(?m)^key=1$"));
        edits.add(edit(CONF, "blockinfile", "block", "one", "insertbefore", "(?m)^key=1$"));
        edits.add(edit(CONF, "blockinfile", "block", "one", "marker", "<!-- {mark} -->", "marker_begin", "open"));
        edits.add(edit(managed + managed, "blockinfile", "block", "twice"));
        edits.add(edit("# END ANSIBLE MANAGED BLOCK\nx\n# BEGIN ANSIBLE MANAGED BLOCK\n", "blockinfile", "block", "r"));
    }

    private static void replacements(List<Edit> edits) {
        edits.add(edit(CONF, "replace", "regexp", "^key=(\\d)$", "replace", "key=\\1\\1"));
        edits.add(edit(CONF, "replace", "regexp", "^#.*\\n", "replace", ""));
        edits.add(edit(CONF, "replace", "regexp", "nothing"));
        edits.add(edit(CONF, "replace", "regexp", "port", "replace", "\\g<0>s"));
        edits.add(edit(CONF, "replace", "regexp", "=", "replace", ":", "after", "\\[section\\]"));
        edits.add(edit(CONF, "replace", "regexp", "=", "replace", ":", "before", "\\[section\\]"));
        edits.add(edit(CONF, "replace", "regexp", "=", "replace", ":", "after", "settings", "before", "host"));
        edits.add(edit(CONF, "replace", "regexp", "=", "replace", ":", "after", "nothing"));
        edits.add(edit("a\nb\n", "replace", "regexp", "^", "replace", "> "));
        edits.add(edit("a\nb\n", "replace", "regexp", "$", "replace", ";"));
        edits.add(edit("abxd", "replace", "regexp", "x*", "replace", "-"));
        edits.add(edit("\u00c4rger \u00e4rger\n", "replace", "regexp", "(?i)\u00e4\\w+", "replace", "o"));
        edits.add(edit("a.b\n", "replace", "regexp", "\\.", "replace", "\\\\n\\n"));
        edits.add(edit(null, "replace", "regexp", "x"));
        edits.add(edit("x1y22\n", "replace", "regexp", "(?P<n>\\d+)", "replace", "<\\g<n>>"));
    }

    @TestFactory
    Stream<DynamicTest> an_edit_does_what_ansible_does() throws IOException {
        List<Edit> edits = edits();
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int index = 0; index < edits.size(); index++) {
            Edit edit = edits.get(index);
            Path file = directory.resolve("theirs-" + index);
            write(file, edit.content());
            Map<String, Object> parameters = new LinkedHashMap<>(edit.parameters());
            parameters.put("path", file.toString());
            tasks.add(Map.of("ansible.builtin." + edit.module(), parameters));
        }
        List<JsonNode> results = Ansible.run(directory, tasks);
        List<DynamicTest> tests = new ArrayList<>();
        for (int index = 0; index < edits.size(); index++) {
            int number = index;
            Edit edit = edits.get(index);
            tests.add(dynamicTest(
                    edit.module() + " " + edit.parameters(), () -> compare(edit, number, results.get(number))));
        }
        return tests.stream();
    }

    private void compare(Edit edit, int number, JsonNode result) throws IOException {
        Path ours = directory.resolve("ours-" + number);
        write(ours, edit.content());
        List<Object> parameters = new ArrayList<>(List.of("path", ours.toString()));
        edit.parameters().forEach((name, value) -> parameters.addAll(List.of(name, value)));

        ModuleTester.Report report = ModuleTester.local(new DirectoryController(directory))
                .run(FileTasks.task(module(edit.module()), parameters.toArray()));

        boolean failed = result.path("failed").asBoolean();
        assertThat(report.status())
                .as("Ansible says %s", result)
                .isEqualTo(failed ? "failed" : result.path("changed").asBoolean() ? "changed" : "ok");
        assertThat(read(ours)).isEqualTo(read(directory.resolve("theirs-" + number)));
        if (!failed) {
            assertThat(
                            report.changes().isEmpty()
                                    ? report.values().get("msg")
                                    : report.checked().get("msg"))
                    .isEqualTo(result.path("msg").asText());
        }
    }

    private static Module<?> module(String name) {
        return switch (name) {
            case "lineinfile" -> new LineInFileModule();
            case "blockinfile" -> new BlockInFileModule();
            default -> new ReplaceModule();
        };
    }

    private static void write(Path file, String content) throws IOException {
        if (content != null) {
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : null;
    }
}
