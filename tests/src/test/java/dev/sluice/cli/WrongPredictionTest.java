package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The table at the end of an apply shows that a prediction was wrong. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrongPredictionTest {
    @TempDir
    Path directory;

    private String apply(String tasks) throws Exception {
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: localhost\n  gather_facts: false\n  vars: { base: \"" + directory + "\" }\n  tasks:\n"
                        + tasks.indent(4));
        try (SluiceProcess sluice = SluiceProcess.startWith(
                LyingFamily.class, directory, "apply", "--yes", "-c", "local", "-i", "localhost,", "site.yml")) {
            return sluice.awaitEnd();
        }
    }

    @Test
    void aChangeThatComesToSomethingElseThanItsEffectSays() throws Exception {
        String said = apply("""
                - name: a lie
                  lie: { dest: "{{ base }}/made", content: x, claimed: x }
                - name: the truth
                  copy: { dest: "{{ base }}/other", content: x }
                """);

        assertThat(said)
                .contains("Predicted and actual: 1 of 2 tasks differs, a bug in the module")
                .containsPattern("a lie +would change +changed +NO")
                .containsPattern("made.attributes.mode: predicted 420, actual 384")
                .containsPattern("the truth +would change +changed +yes");
    }

    @Test
    void anEventThatDoesNotDoWhatItClaims() throws Exception {
        String said = apply("""
                - name: a lie
                  lie: { dest: "{{ base }}/made", content: x, claimed: yy, event: true }
                """);

        assertThat(said)
                .containsPattern("a lie +would change +changed +NO")
                .containsPattern("the content of .*made.* predicted .*2 bytes.*, actual .*1 byte");
    }

    @Test
    void whatALaterTaskFindsInsteadOfWhatWasPredicted() throws Exception {
        String said = apply("""
                - name: a lie
                  lie: { dest: "{{ base }}/made", content: x, claimed: yy, event: true }
                - name: looks
                  slurp: { src: "{{ base }}/made" }
                  register: seen
                - name: follows
                  copy: { dest: "{{ base }}/yy", content: x }
                  when: (seen.content | b64decode) == 'yy'
                """);

        assertThat(said).containsPattern("looks +ok +ok +NO").containsPattern("follows +would change +skipped +NO");
        assertThat(directory.resolve("yy")).doesNotExist();
    }

    /** A command that says it touches nothing stands for other people at work. */
    @Test
    void whatOthersDoInADirectoryIsNotClaimed() throws Exception {
        Files.createDirectory(directory.resolve("all"));

        String said = apply("""
                - command: mkdir {{ base }}/all/theirs
                  args: { touches: [] }
                - name: looks
                  file: { path: "{{ base }}/all", state: directory }
                """);

        assertThat(said).contains("they agree for all");
    }

    @Test
    void itsModeIsClaimed() throws Exception {
        Files.createDirectory(directory.resolve("all"));

        String said = apply("""
                - command: chmod 700 {{ base }}/all
                  args: { touches: [] }
                - name: looks
                  file: { path: "{{ base }}/all", state: directory }
                """);

        assertThat(said).containsPattern("looks +ok +ok +NO").contains("attributes.mode: predicted");
    }

    @Test
    void andATimeThatTheRunSet() throws Exception {
        Files.createDirectory(directory.resolve("all"));

        String said = apply("""
                - file: { path: "{{ base }}/all", modification_time: "202001010000.00" }
                - command: touch {{ base }}/all
                  args: { touches: [] }
                - name: looks
                  file: { path: "{{ base }}/all", state: directory }
                """);

        assertThat(said).containsPattern("looks +ok +ok +NO").contains("attributes.modified: predicted");
    }

    @Test
    void aTaskThatFailsThoughNothingWasToBeDone() throws Exception {
        String said = apply("""
                - name: a lie
                  lie: { dest: "{{ base }}/made", content: x, claimed: yy, event: true }
                - name: looks
                  slurp: { src: "{{ base }}/made" }
                  register: seen
                - name: decides
                  assert: { that: "(seen.content | b64decode) == 'yy'" }
                """);

        assertThat(said).containsPattern("decides +ok +failed +NO");
    }
}
