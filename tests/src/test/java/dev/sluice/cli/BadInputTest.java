package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that is wrong with a runbook is said at once, each at its place and with what to do, before anything connects. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputTest {
    private static final Pattern ERROR = Pattern.compile("error: (.*)\\n *--> (site\\.yml:\\d+:\\d+)\\n");

    @TempDir
    Path directory;

    @Test
    void everyMistakeIsFoundAtOnceWithItsPlaceAndAHintBeforeAnythingConnects() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: web
                  vars:
                    size: 1
                    size: 2
                  tsaks: []
                  tasks:
                    - comand: ls
                    - copy: { dest: /tmp/x, contnt: hi }
                    - debug: { msg: "{{ nope }}" }
                    - debug: { msg: "{{ 1 + }}" }
                    - debug: { msg: "{{ [1] | uniqe }}" }
                    - file: { path: /tmp/x, state: bogus, mode: banana }
                    - command: ls
                      retries: many
                    - command: ls
                      when: "size =="
                      notify: nobody
                    - lineinfile: { line: x }
                    - command: ls
                      ignore_errors: maybe
                - hosts: nothing_here
                  tasks: []
                - hosts: web
                  id: first
                  needs: [second]
                  tasks: []
                - hosts: web
                  id: second
                  needs: [first]
                  tasks: []
                """);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    directory.resolve("hosts.ini"),
                    "[web]\none ansible_host=127.0.0.1 ansible_port=" + server.getLocalPort() + "\n");

            try (SluiceProcess sluice =
                    SluiceProcess.start(directory, "apply", "--yes", "-i", "hosts.ini", "site.yml")) {
                String said = sluice.awaitEnd();

                assertThat(sluice.exitCode()).isEqualTo(1);
                assertThat(ERROR.matcher(said).results().map(BadInputTest::shown))
                        .containsExactly(
                                "4:5 the key 'size' is given twice",
                                "5:3 'tsaks' is not a keyword of a phase",
                                "7:7 unknown module 'comand'",
                                "8:29 'copy' has no parameter 'contnt'",
                                "9:25 undefined variable 'nope'",
                                "10:29 an expression was expected",
                                "11:31 unknown filter 'uniqe'",
                                "12:36 parameter 'state': 'bogus' is not among the choices:",
                                "12:49 parameter 'mode': 'banana' is not a valid file mode;",
                                "14:16 'retries' must be a number",
                                "16:13 an expression was expected",
                                "17:15 unknown handler 'nobody'",
                                "18:7 'lineinfile' needs the parameter 'path'",
                                "20:22 'ignore_errors' must be true or false",
                                "21:10 unknown host or group 'nothing_here' in the",
                                "25:10 dependency cycle between phases: first -> second -> first");
                assertThat(said.split("= hint: ", -1)).hasSize(said.split("error: ", -1).length);
                assertThat(directory.resolve(".sluice")).doesNotExist();
            }
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void filesOfVariablesThatCannotBeReadAreFoundBeforeAnythingConnects() throws Exception {
        Files.writeString(directory.resolve("broken.yml"), "size: [1\ncolour: blue\n");
        Files.writeString(directory.resolve("list.yml"), "- size\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  vars_files:
                    - broken.yml
                    - list.yml
                    - [missing.yml, absent.yml]
                  tasks:
                    - include_vars: broken.yml
                - hosts: all
                  vars_files: [made-by-the-phase-before.yml]
                  tasks: []
                """);

        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(said)
                    .contains("--> broken.yml:1:7")
                    .contains("a variables file must be a mapping")
                    .contains("--> list.yml:1:1")
                    .contains("no such variables file: 'missing.yml' or 'absent.yml'")
                    .contains("--> site.yml:5:7")
                    .doesNotContain("made-by-the-phase-before.yml'");
        }
    }

    @Test
    void aPatternThatIsNoneFailsItsTaskAndNotTheRun() throws Exception {
        Files.writeString(Files.createDirectory(directory.resolve("settings")).resolve("a.yml"), "colour: blue\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - include_vars: { dir: settings, files_matching: "[" }
                """);

        try (SluiceProcess sluice =
                SluiceProcess.start(directory, "check", "-c", "local", "-i", "localhost,", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(said)
                    .contains("a parameter of include_vars is not valid: the regular expression '[' is not valid")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void numbersThatVariablesDoNotGiveFailTheirTasksAndNotTheRun() throws Exception {
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  gather_facts: false
                  vars: { many: x, two: 2 }
                  tasks:
                    - command: "false"
                      read_only: true
                      retries: "{{ many }}"
                      until: false
                      ignore_errors: true
                    - command: "false"
                      read_only: true
                      retries: "{{ two }}"
                      delay: "{{ many }}"
                      until: false
                      ignore_errors: true
                    - debug: { msg: "{{ item }}" }
                      loop: [1, 2]
                      loop_control: { pause: "{{ many }}" }
                      ignore_errors: true
                    - command: "true"
                      throttle: "{{ many }}"
                      ignore_errors: true
                    - debug: { msg: the end }
                      throttle: "{{ two }}"
                - hosts: all
                  gather_facts: false
                  vars: { share: 50%, most: "30%" }
                  serial: "{{ share }}"
                  max_fail_percentage: "{{ most }}"
                  tasks:
                    - debug: { msg: "a batch of {{ ansible_play_batch | length }}" }
                - hosts: all
                  gather_facts: false
                  vars: { many: x }
                  serial: ["{{ many }}"]
                  tasks:
                    - debug: { msg: never }
                """);

        try (SluiceProcess sluice = SluiceProcess.start(
                directory, "apply", "--yes", "-c", "local", "-i", "one,two,three,four", "site.yml")) {
            String said = sluice.awaitEnd();

            assertThat(sluice.exitCode()).isEqualTo(1);
            assertThat(said)
                    .contains("'retries' must be a number, and this is 'x' (at site.yml:7:16)")
                    .contains("'delay' must be a number, and this is 'x' (at site.yml:13:14)")
                    .contains("'pause' must be a number, and this is 'x' (at site.yml:17:13)")
                    .contains("'throttle' must be a number, and this is 'x' (at site.yml:21:17)")
                    .contains("the end")
                    .contains("a batch of 2")
                    .contains("'serial' must be a number, and this is 'x' (at site.yml:35:")
                    .doesNotContain("a batch of 4")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void hostsFromAVariableAreCheckedLikeWrittenOnes() throws Exception {
        Files.writeString(directory.resolve("hosts.ini"), "[web]\nweb1\nweb2\n[db]\ndb1\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: "{{ target }}"
                  gather_facts: false
                  tasks: [ { debug: { msg: "on {{ inventory_hostname }}" } } ]
                """);

        assertThat(checked("dbb")).contains("unknown host or group 'dbb'").contains("--> site.yml:1:10");
        assertThat(checked("all:!dbb")).contains("unknown host or group 'dbb'").doesNotContain("on web1");
        assertThat(checked("")).contains("'' matches no host");
        assertThat(checked("web1 web2"))
                .contains("2 targets")
                .contains("on web1")
                .contains("on web2");
        Files.writeString(directory.resolve("site.yml"), "- hosts: '{{ nothing }}'\n  tasks: []\n");
        assertThat(checked("web"))
                .contains("error: the hosts cannot be determined: 'nothing' is undefined\n  --> site.yml:1:10");
    }

    private String checked(String target) throws Exception {
        try (SluiceProcess sluice = SluiceProcess.start(
                directory,
                "check",
                "-c",
                "local",
                "-i",
                "hosts.ini",
                "-e",
                "{\"target\": \"" + target + "\"}",
                "site.yml")) {
            return sluice.awaitEnd();
        }
    }

    /** Where, and the first words of what. */
    private static String shown(MatchResult error) {
        String message = error.group(1).replaceFirst("(choices:|mode;|in the|circle:).*", "$1");
        return error.group(2).replace("site.yml:", "") + " " + message;
    }
}
