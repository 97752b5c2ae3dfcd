package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.family.Families;
import dev.sluice.family.ModuleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every parameter of every module is given a text that attacks: no shell runs it, and no program takes it for an option. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTextTest {
    /** Each leaves another place: bare words, quotes of both kinds, a line, a here-document. */
    private static final List<String> ATTACKS = List.of(
            "$(touch MARK)",
            "`touch MARK`",
            "x; touch MARK #",
            "'; touch MARK; '",
            "\"; touch MARK; \"",
            "x\ntouch MARK\n#",
            "'\ntouch MARK\n#",
            "\"\ntouch MARK\n#",
            "x\nEND\ntouch MARK\n#",
            "x\nSLUICE-END\ntouch MARK\n#",
            "x\" }\n-o MARK\noutput = MARK\n#",
            "x\noutput = \"MARK\"\n#");

    private static final String OPTION = "--canary-option";

    /** What programs print or write with real ones is harmless below a directory of one's own. */
    private static final Set<String> HARMLESS = Set.of(
            "assemble",
            "blockinfile",
            "copy",
            "fetch",
            "file",
            "find",
            "get_url",
            "git",
            "lineinfile",
            "replace",
            "slurp",
            "stat",
            "template",
            "tempfile",
            "unarchive",
            "uri");

    /** What the plain parameters of a task name. */
    private enum Place {
        ABSENT,
        ARCHIVE,
        REPOSITORY
    }

    @TempDir
    Path directory;

    private Path place;

    @BeforeEach
    void given() throws IOException {
        place = directory.resolve("home/place");
        Files.createDirectories(directory.resolve("home"));
        Files.writeString(directory.resolve("hosts"), "target\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"ABSENT", "REPOSITORY"})
    void noneIsRunByACheck(Place kind) throws Exception {
        make(kind);
        Files.writeString(directory.resolve("site.yml"), runbook(ATTACKS, Set.of(), ""));

        String shown = sluice("check", "-i", "hosts", "site.yml");

        assertThat(shown).contains("get_url.url").doesNotContain("bug in module");
        assertNothingRan();
    }

    @ParameterizedTest
    @EnumSource(names = {"ARCHIVE", "REPOSITORY"})
    void noneIsRunByAnApply(Place kind) throws Exception {
        make(kind);
        Files.writeString(directory.resolve("site.yml"), runbook(ATTACKS, HARMLESS, ""));

        String shown = sluice("apply", "--yes", "--allow", "destructive", "-i", "hosts", "site.yml");

        assertThat(shown).contains("copy.content").doesNotContain("bug in module");
        assertNothingRan();
    }

    @Test
    void aNulCharacterIsRefused() throws Exception {
        Files.writeString(directory.resolve("site.yml"), runbook(List.of("a\0b"), Set.of(), ""));

        String shown = sluice("check", "-i", "hosts", "site.yml");

        assertThat(shown).contains("get_url.url", "has a NUL character in it").doesNotContain("bug in module");
    }

    /** Every program that a check starts is a stub that notes its arguments. */
    @ParameterizedTest
    @EnumSource
    void noneBecomesAnOption(Place kind) throws Exception {
        make(kind);
        Path stubs = Files.createDirectories(directory.resolve("stubs"));
        Path seen = directory.resolve("seen");
        for (String program : PROGRAMS) {
            Path stub = Files.writeString(
                    stubs.resolve(program),
                    "#!/bin/sh\n{ printf '%s' \"${0##*/}\"; printf '\\t%s' \"$@\"; echo; } >>" + seen + "\n");
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(
                directory.resolve("site.yml"),
                runbook(List.of(OPTION), Set.of(), "PATH: \"" + stubs + ":/usr/bin:/bin\""));

        sluice("check", "-i", "hosts", "site.yml");

        List<String> taken = Files.readAllLines(seen).stream()
                .filter(line -> takesOption(List.of(line.split("\t"))))
                .toList();
        assertThat(taken).isEmpty();
    }

    private static final List<String> PROGRAMS = List.of(
            "apt-get",
            "blkid",
            "crontab",
            "curl",
            "date",
            "dpkg-deb",
            "dpkg-query",
            "find",
            "findfs",
            "getent",
            "git",
            "head",
            "id",
            "ls",
            "lvs",
            "pvs",
            "readlink",
            "rc-service",
            "stat",
            "systemctl",
            "tar",
            "unzip",
            "vgs",
            "wget");

    private static boolean takesOption(List<String> words) {
        List<String> before = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
        return before.stream().anyMatch(word -> word.startsWith(OPTION));
    }

    private String runbook(List<String> texts, Set<String> modules, String environment) {
        StringBuilder runbook = new StringBuilder("""
                - hosts: target
                  connection: local
                  gather_facts: false
                  environment: { http_proxy: http://127.0.0.1:9, https_proxy: http://127.0.0.1:9%s }
                  vars:
                    canary: plain
                    canary_number: 1
                """.formatted(environment.isEmpty() ? "" : ", " + environment));
        for (int index = 0; index < texts.size(); index++) {
            runbook.append("    canary%d: \"%s\"\n".formatted(index, escaped(texts.get(index))));
        }
        runbook.append("  tasks:\n");
        List<CanaryTasks.Task> tasks = new ModuleRegistry(
                        Families.find(List.of(), List.of()).families())
                .modules().stream()
                        .filter(module -> modules.isEmpty() || modules.contains(module.name()))
                        .flatMap(module -> CanaryTasks.of(module).stream())
                        .filter(task -> !task.parameter().equals("validate"))
                        .toList();
        for (int index = 0; index < texts.size(); index++) {
            for (CanaryTasks.Task task : tasks) {
                runbook.append("    - { ignore_errors: true, name: ")
                        .append(task.module() + "." + task.parameter())
                        .append(", ")
                        .append(task.yaml()
                                .substring(2)
                                .replace("{{ canary }}", "{{ canary" + index + " }}")
                                .replace("/tmp/sluice-canary", place.toString()))
                        .append('\n');
            }
        }
        return runbook.toString();
    }

    private String escaped(String text) {
        return text.replace("MARK", directory.resolve("MARK").toString())
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
    }

    private void make(Place kind) throws Exception {
        switch (kind) {
            case ABSENT -> {}
            case ARCHIVE -> {
                Files.writeString(directory.resolve("member"), "content");
                run("tar", "-cf", place.toString(), "-C", directory.toString(), "member");
            }
            case REPOSITORY -> {
                run("git", "init", "-q", place.toString());
                Files.writeString(place.resolve("file"), "content");
                run("git", "-C", place.toString(), "add", "file");
                run(
                        "git",
                        "-C",
                        place.toString(),
                        "-c",
                        "user.name=a",
                        "-c",
                        "user.email=a@example.org",
                        "commit",
                        "-qm",
                        "first");
            }
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private String sluice(String... arguments) throws Exception {
        Map<String, String> environment =
                Map.of("HOME", directory.resolve("home").toString());
        try (SluiceProcess sluice = SluiceProcess.start(directory, environment, arguments)) {
            return sluice.awaitEnd();
        }
    }

    private void assertNothingRan() {
        assertThat(directory.resolve("MARK")).doesNotExist();
    }
}
