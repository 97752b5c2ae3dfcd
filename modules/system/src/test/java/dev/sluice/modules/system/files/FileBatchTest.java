package dev.sluice.modules.system.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.BatchedFact;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.testing.LocalShell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are asked together are answered as each is by its own script. */
class FileBatchTest {
    private static final FileBatch BATCH = new FileBatch();

    @TempDir
    Path tree;

    private List<BatchedFact<?>> questions() throws IOException {
        Files.createDirectories(tree.resolve("d/e"));
        Files.writeString(tree.resolve("d/f"), "content\n");
        Files.writeString(tree.resolve("d/unfinished"), "\n two\\n  \n\n\tlines $x 'and' ~ more");
        Files.writeString(tree.resolve("d/empty"), "");
        Files.writeString(tree.resolve("d/newline"), "\n");
        Files.writeString(tree.resolve("d/carriage"), "a\r\nb\r\n");
        Files.writeString(tree.resolve("d/utf-8"), "Ёлка é\n");
        Files.writeString(tree.resolve("d/long"), "0123456789abcde\n".repeat(200));
        Files.write(tree.resolve("d/nul"), new byte[] {'a', 0, 'b', '\n'});
        Files.write(tree.resolve("d/big"), new byte[100 * 1024]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int each = 0; each < 256; each++) {
            all.write(each);
        }
        Files.write(tree.resolve("d/bytes"), all.toByteArray());
        Files.createSymbolicLink(tree.resolve("l"), Path.of("d"));
        Files.createSymbolicLink(tree.resolve("d/dangling"), Path.of("/none such"));
        Files.createSymbolicLink(tree.resolve("circle"), Path.of("circle"));
        Files.createSymbolicLink(tree.resolve("d/to f"), Path.of("../l/f"));
        Files.writeString(tree.resolve("d/odd\nname -n ' \\ *"), "odd");
        Files.writeString(tree.resolve("d/-n"), "leading dash");
        LocalShell.plain()
                .run("chmod 4751 '" + tree + "/d/f'; chmod 600 '" + tree + "/d/empty'; mkfifo '" + tree + "/p'");
        List<BatchedFact<?>> questions = new ArrayList<>();
        for (String path : new String[] {
            "", "/d", "/d/f", "/d/unfinished", "/d/empty", "/d/newline", "/d/carriage", "/d/utf-8", "/d/long", "/d/nul",
            "/d/big", "/d/bytes", "/l", "/l/f", "/d/dangling", "/circle", "/circle/x", "/d/to f", "/p", "/none/x",
            "/d/f/x", "/l/none", "/d/odd\nname -n ' \\ *", "/d/-n", "/d/none\n"
        }) {
            questions.add(new FileAt(tree + path));
            questions.add(new ContentOf(tree + path));
            questions.add(ChecksumOf.sha1(tree + path));
            questions.add(new ChecksumOf(tree + path, "sha256"));
        }
        questions.add(new ContentOf("/proc/version"));
        questions.add(ChecksumOf.sha1("/proc/version"));
        questions.add(new FileAt("/dev/null"));
        questions.add(new ContentOf("/dev/null"));
        questions.add(new FileAt("/"));
        return questions;
    }

    private static void same(List<BatchedFact<?>> questions, LocalShell shell, Map<String, String> environment) {
        Output together = shell.run("exec </dev/null\n" + BATCH.script(questions), Bytes.EMPTY, environment, null);
        List<@Nullable Output> answers = BATCH.split(questions, together);

        assertThat(together.errorText()).isEmpty();
        for (int index = 0; index < questions.size(); index++) {
            BatchedFact<?> question = questions.get(index);
            Output alone = shell.run("exec </dev/null\n" + question.script(), Bytes.EMPTY, environment, null);
            Output answer = answers.get(index);
            if (answer == null) {
                assertThat(question).isInstanceOf(ContentOf.class);
                assertThat(path(question)).matches(".*/big|/proc/version");
            } else {
                assertThat(question.parse(answer)).as(question.describe()).isEqualTo(question.parse(alone));
            }
        }
    }

    private static String path(BatchedFact<?> question) {
        return ((FileQuestion<?>) question).path();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox", "ksh93", "mksh"})
    void in_any_shell(String name) throws IOException {
        Output found = LocalShell.plain().run("command -v " + name);
        assumeTrue(found.succeeded(), name + " is not installed");
        String program = found.text().strip();
        LocalShell shell = new LocalShell(List.of(
                "/bin/sh", "-c", "exec " + program + (name.equals("busybox") ? " sh" : "") + " -c \"$3\"", "sh"));

        same(questions(), shell, Map.of());
    }

    @Test
    void by_the_programs_of_busybox(@TempDir Path tools) throws IOException {
        assumeTrue(LocalShell.plain().run("command -v busybox").succeeded(), "busybox is not installed");
        LocalShell.plain().run("$(command -v busybox) --install -s '" + tools + "'");

        try {
            same(
                    questions(),
                    new LocalShell(List.of("/bin/sh", "-c", "exec " + tools + "/sh -c \"$3\"", "sh")),
                    Map.of("PATH", tools.toString()));
        } finally {
            LocalShell.plain().run("rm -rf '" + tools + "'/*");
        }
    }

    @Test
    void as_a_user_who_may_not_see_everything() throws IOException {
        assumeTrue(
                LocalShell.plain()
                        .run("command -v setpriv && [ \"$(id -u)\" = 0 ]")
                        .succeeded(),
                "needs root");
        List<BatchedFact<?>> questions = questions();
        LocalShell.plain()
                .run("chmod 755 '" + tree + "'; chmod 600 '" + tree + "/d/long'; chmod 700 '" + tree + "/d/e'");
        questions.add(new FileAt(tree + "/d/e/inside"));
        questions.add(new ContentOf(tree + "/d/e/inside"));
        questions.add(new FileAt(tree + "/d/e"));

        same(questions, new LocalShell(List.of("setpriv", "--reuid", "65534", "--clear-groups")), Map.of());
    }

    @Test
    void by_one_program_for_all_short_files(@TempDir Path tools) throws IOException {
        Path log = tree.resolve("log");
        for (String tool : new String[] {"stat", "head", "sha1sum", "readlink"}) {
            String real = LocalShell.plain().run("command -v " + tool).text().strip();
            Path wrapper = Files.writeString(
                    tools.resolve(tool), "#!/bin/sh\necho " + tool + " >>'" + log + "'\nexec " + real + " \"$@\"\n");
            assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        }
        List<BatchedFact<?>> questions = new ArrayList<>();
        for (int each = 0; each < 40; each++) {
            Files.writeString(tree.resolve("f" + each), "line " + each + "\n");
            questions.add(new FileAt(tree + "/f" + each));
            questions.add(new ContentOf(tree + "/f" + each));
            questions.add(ChecksumOf.sha1(tree + "/none" + each));
        }

        LocalShell.plain().run("PATH='" + tools + "':$PATH\n" + BATCH.script(questions));

        assertThat(log).hasContent("stat\n");
    }

    @Test
    void what_vanishes_meanwhile_is_asked_alone() {
        List<BatchedFact<?>> questions = List.of(new FileAt("/etc"), new FileAt("/"));
        Output cut = Output.of(4, "\0/etc\0found\0", "stat: cannot statx");

        assertThat(BATCH.split(questions, cut)).containsOnlyNulls().hasSize(2);
        assertThat(BATCH.split(questions, Output.of(0, "\0/etc\0found\0", ""))).containsOnlyNulls();
    }
}
