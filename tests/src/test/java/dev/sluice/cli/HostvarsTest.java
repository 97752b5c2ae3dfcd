package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Variables that look at the variables of all hosts, their own included. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostvarsTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNotThereHasADefault() throws Exception {
        assertThat(check("hostvars.localhost.missing | default(1)")).contains("is 1");
    }

    @Test
    void hostsAreCountedWithoutLookingAtTheirVariables() throws Exception {
        assertThat(check("hostvars | length")).contains("is 1");
        assertThat(check("hostvars.localhost | select('eq', 'a') | list")).contains("is ['a']");
    }

    @Test
    void aCircleIsNamed() throws Exception {
        assertThat(check("hostvars.localhost.a"))
                .contains("the variable 'a' refers to itself through hostvars")
                .contains("break the circle")
                .doesNotContain("StackOverflowError");
    }

    private String check(String value) throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  vars: { a: "{{ %s }}" }
                  tasks: [ { debug: { msg: "is {{ a }}" } } ]
                """.formatted(value));
        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            return sluice.awaitEnd();
        }
    }
}
