package dev.sluice.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two words",
                "it's",
                "\"",
                "$(echo ran)",
                "`echo ran`",
                "$HOME",
                "a\nb",
                "a\rb",
                "*",
                "~",
                "\\",
                "a;b",
                "!x",
                "#",
                "{}",
                "%s%n",
                "ä€😀"
            })
    void aShellReadsATextAsItIs(String text) throws Exception {
        Script script = Script.of("printf '<%s>' {} x{}y \"$(printf %s {})\"", text, text, text);

        assertThat(sh(script)).isEqualTo("<" + text + "><x" + text + "y><" + text.replaceFirst("\n+$", "") + ">");
    }

    @Test
    void numbersScriptsAndCollectionsFillHolesToo() {
        Script part = Script.of("-n {}", "a b");

        assertThat(Script.of("x {} {} {} {};", 7, part, List.of("c d", 8L), List.of())
                        .text())
                .isEqualTo("x 7 -n 'a b' 'c d' 8;");
    }

    @Test
    void nothingLeavesNoGap() {
        assertThat(Script.of("a {} {} b", List.of(), List.of()).text()).isEqualTo("a b");
        assertThat(Script.of("a {}", List.of()).text()).isEqualTo("a");
        assertThat(Script.of("a{} b", Script.of("")).text()).isEqualTo("a b");
    }

    @Test
    void scriptsAreJoined() {
        assertThat(Script.join(" && ", List.of(Script.of("a"), Script.of("b {}", "c d")))
                        .text())
                .isEqualTo("a && b 'c d'");
    }

    @Test
    void aTextWhereAProgramLooksForOptionsDoesNotBeginWithADash() {
        for (Runnable attempt : List.<Runnable>of(
                () -> Script.of("rm {}", "-rf"),
                () -> Script.of("rm {}", List.of("a", "-rf")),
                () -> Script.of("rm a -- b; rm {}", "-rf"),
                () -> Script.of("x=$(cat {})", "-rf"),
                () -> Script.of("{}", "-rf"))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(TaskFailure.class)
                    .hasMessage("'-rf' begins with '-', which is not possible here");
        }
    }

    @Test
    void elsewhereItMay() {
        assertThat(Script.of("rm -- {} {}", "-rf", "-x").text()).isEqualTo("rm -- -rf -x");
        assertThat(Script.of("x={} y --name={}", "-a", "-b").text()).isEqualTo("x=-a y --name=-b");
        assertThat(Script.of("useradd -c {}", Script.argument("-a")).text()).isEqualTo("useradd -c -a");
    }

    @Test
    void noProgramCanBeGivenANul() {
        assertThatThrownBy(() -> Script.of("cat -- {}", "a\0b"))
                .isInstanceOf(TaskFailure.class)
                .hasMessage("a value for 'cat -- {}' has a NUL character in it");
        assertThatThrownBy(() -> Script.argument("a\0b")).isInstanceOf(TaskFailure.class);
    }

    @Test
    void holesAndValuesMatch() {
        assertThatThrownBy(() -> Script.of("cat {}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Script.of("cat", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Script.of("cat {}", Path.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHoleDoesNotStandInAVariablesName() {
        assertThatThrownBy(() -> Script.of("t=$t{}", "_x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$t");
    }

    private static String sh(Script script) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", script.text()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
