package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.UnreachableException;
import dev.sluice.spi.value.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BecomeWayTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"sudo,", "sudo,password", "su,", "doas,", "doas,password"})
    void flagsAndUserAreArgumentsOfTheProgram(String method, String password) throws Exception {
        Path mark = directory.resolve("mark");
        String attack = "$(touch " + mark + ")'; touch " + mark + "; '";
        Become become = new Become(
                method, attack, "-a \"b c\" ; touch " + mark + " #", password == null ? null : Secret.of(password));

        String arguments = started(become, method);

        assertThat(mark).doesNotExist();
        assertThat(arguments).contains("<-a><b c><;><touch><" + mark + "><#>").contains("<" + attack + ">");
    }

    @Test
    void aUserIsNoOption() {
        assertThatThrownBy(() -> BecomeWay.of(new Become("su", "--command=id", "", null)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("become_user '--command=id' is not a valid name");
    }

    /** What a program of this name is given as arguments. */
    private String started(Become become, String method) throws Exception {
        Path program = Files.writeString(directory.resolve(method), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", BecomeWay.of(become).start().text());
        builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
