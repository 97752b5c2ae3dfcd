package dev.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    private Path directory;

    private final Diagnostics diagnostics = new Diagnostics();

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Inventory load(String... sources) {
        return new InventoryLoader(directory, new VaultDecryption(VaultPasswords.NONE), diagnostics)
                .load(List.of(sources), Path.of("play"));
    }

    private Inventory loadText(String name, String text) throws IOException {
        write(name, text);
        return load(name);
    }

    private String problems() {
        return DiagnosticRenderer.plain().render(diagnostics.entries());
    }

    private List<String> messages() {
        return diagnostics.entries().stream()
                .map(each -> (each.message() + " / " + each.hint()).strip())
                .toList();
    }

    @Test
    void layersStandInAnsiblesOrderOfPrecedence() throws IOException {
        write("hosts.yml", "web: {hosts: {h1: {x: 1}}, vars: {x: 1}}\nall: {vars: {x: 1}}\n");
        for (String place : List.of("", "play/")) {
            write(place + "group_vars/all.yml", "x: 1\n");
            write(place + "group_vars/web.yml", "x: 1\n");
            write(place + "host_vars/h1.yml", "x: 1\n");
        }

        assertThat(load("hosts.yml").variables("h1"))
                .extracting(VariableLayer::origin)
                .containsExactly(
                        "inventory group all",
                        "inventory group web",
                        "group_vars/all.yml",
                        "play/group_vars/all.yml",
                        "group_vars/web.yml",
                        "play/group_vars/web.yml",
                        "inventory host h1",
                        "host_vars/h1.yml",
                        "play/host_vars/h1.yml");
        assertThat(diagnostics.entries()).isEmpty();
    }

    @Test
    void variablesKnowWhereTheyAreWritten() throws IOException {
        write("hosts.yml", "web:\n  hosts:\n    h1:\n      path: '{{ base }}/x'\n");
        write("more", "h1 port=80\n");

        Map<String, Variable> variables = load("hosts.yml", "more").merged("h1");

        Span path = variables.get("path").span();
        assertThat(path).hasToString("hosts.yml:4:13");
        assertThat(variables.get("port").span()).hasToString("more:1:1");
        assertThat(variables.get("port").value()).isEqualTo(80L);
    }

    @Test
    void everyHostKnowsItsGroupsAndItsInventory() throws IOException {
        Inventory inventory = loadText("hosts.ini", "[web]\nw1.example.org\n[site:children]\nweb\n[db]\n");

        Map<String, Object> magic = inventory.magic("w1.example.org");

        assertThat(magic)
                .containsEntry("inventory_hostname", "w1.example.org")
                .containsEntry("inventory_hostname_short", "w1")
                .containsEntry("group_names", List.of("site", "web"))
                .containsEntry("inventory_file", directory.resolve("hosts.ini").toString())
                .containsEntry("inventory_dir", directory.toString());
        assertThat(magic.get("groups"))
                .isEqualTo(Map.of(
                        "all", List.of("w1.example.org"),
                        "ungrouped", List.of(),
                        "web", List.of("w1.example.org"),
                        "site", List.of("w1.example.org"),
                        "db", List.of()));
    }

    @Test
    void localhostIsThereWhenItIsNamedButNotInAll() throws IOException {
        write("group_vars/all.yml", "x: 1\n");
        write("host_vars/localhost.yml", "y: 2\n");
        Inventory inventory = loadText("hosts", "h1\n");

        assertThat(inventory.hosts("all", null, null, diagnostics)).containsExactly("h1");
        assertThat(inventory.hosts("localhost", null, null, diagnostics)).containsExactly("localhost");
        assertThat(inventory.isImplicitLocalhost("localhost")).isTrue();
        assertThat(inventory.merged("localhost")).containsOnlyKeys("x", "y", "ansible_connection");
        assertThat(inventory.magic("localhost")).doesNotContainKey("inventory_file");
    }

    @Test
    void withoutASourceThereIsOnlyLocalhost() {
        Inventory inventory = load();

        assertThat(inventory.hosts()).isEmpty();
        assertThat(inventory.hosts("localhost", null, null, diagnostics)).containsExactly("localhost");
        inventory.hosts("web", null, null, diagnostics);
        assertThat(messages())
                .containsExactly(
                        "unknown host or group 'web' in the inventory / the inventory has no hosts; name one with -i");
    }

    @Test
    void aPatternOrALimitThatMatchesNothingIsAnErrorWithASuggestion() throws IOException {
        Inventory inventory = loadText("hosts", "[storage]\npve01\npve02\n");

        inventory.hosts("stroage:!pve1:x*", null, null, diagnostics);
        inventory.hosts("storage[5],storage[3:4],~(", null, null, diagnostics);
        inventory.limit("pve03,!pve01", directory, diagnostics);
        inventory.limit("pve01:!pve01", directory, diagnostics);
        inventory.limit("@missing", directory, diagnostics);

        assertThat(messages())
                .containsExactly(
                        "unknown host or group 'stroage' in the inventory / did you mean 'storage'?",
                        "no host and no group matches 'x*' / 'sluice inventory' lists them",
                        "unknown host or group 'pve1' in the inventory / did you mean 'pve01'?",
                        "there is no 'storage[5]': 'storage' has 2 hosts / they are counted from 0; -1 is the last",
                        "'storage[3:4]' means no host: 'storage' has 2 hosts / they are counted from 0, and both ends are included",
                        "'~(' is not a valid pattern: the regular expression '(' is not valid: unclosed group / escape special characters with a backslash",
                        "unknown host or group 'pve03' in the inventory / did you mean 'pve01'?",
                        "the limit 'pve01:!pve01' leaves no host / check it against 'sluice inventory'",
                        "no such file: 'missing' / check the path; it is relative to the working directory");
    }

    @Test
    void aLimitRestrictsEveryPattern() throws IOException {
        Inventory inventory = loadText("hosts", "[a]\nh1\nh2\n[b]\nh2\nh3\n");
        Limit limit = inventory.limit("b", directory, diagnostics);

        assertThat(inventory.hosts("a", limit, null, diagnostics)).containsExactly("h2");
        assertThat(inventory.hosts(List.of("a", "h3"), limit, null, diagnostics))
                .containsExactly("h2", "h3");
        assertThat(inventory.hosts("localhost", limit, null, diagnostics)).isEmpty();
        assertThat(diagnostics.entries()).isEmpty();
    }

    @Test
    void mistakesInAYamlInventoryAreReportedAllAtOnce() throws IOException {
        loadText("hosts.yml", """
                web:
                  host:
                    w1:
                  hosts:
                    - w2
                  vars: [a]
                  children:
                    web:
                db:
                  hosts:
                    d[1:2:
                    d[5:1]:
                    d3: x
                """);

        assertThat(problems()).isEqualTo("""
                        error: the group 'web' cannot have 'host'
                          --> hosts.yml:2:3
                          |
                        2 |   host:
                          |   ^^^^
                          = hint: did you mean 'hosts'?

                        error: 'hosts' is a mapping, not a list
                          --> hosts.yml:5:5
                          |
                        5 |     - w2
                          |     ^^^^
                          = hint: write 'name:', with a colon and without a dash

                        error: 'vars' is a mapping, not a list
                          --> hosts.yml:6:9
                          |
                        6 |   vars: [a]
                          |         ^^^
                          = hint: write 'name: value'

                        error: the group 'web' cannot be in 'web': it contains it
                          --> hosts.yml:8:5
                          |
                        8 |     web:
                          |     ^^^
                          = hint: groups must not contain each other; remove one of the two

                        error: a bracket of 'd[1:2' has no partner
                           --> hosts.yml:11:5
                           |
                        11 |     d[1:2:
                           |     ^^^^^

                        error: the range [5:1] begins after its end
                           --> hosts.yml:12:5
                           |
                        12 |     d[5:1]:
                           |     ^^^^^^

                        error: the variables of a host are a mapping
                           --> hosts.yml:13:9
                           |
                        13 |     d3: x
                           |         ^
                           = hint: write 'name: value' below the host

                        """);
    }

    @Test
    void mistakesInAnIniInventoryAreReportedAllAtOnce() throws IOException {
        loadText("hosts.ini", """
                h1 a = 1
                h2 b="open
                [web:chidren]
                [web servers]
                [db:vars]
                novalue
                [all:children]
                databases
                h[1:2
                [ok]
                h[a:]
                h[01:5]
                h[x:3]
                """);

        assertThat(messages())
                .containsExactly(
                        "'name=value' is expected after the host, and this is 'a' / write no blanks around '=', put"
                                + " values with blanks in quotes, and one host in a line",
                        "'name=value' is expected after the host, and this is '=' / write no blanks around '=', put"
                                + " values with blanks in quotes, and one host in a line",
                        "'name=value' is expected after the host, and this is '1' / write no blanks around '=', put"
                                + " values with blanks in quotes, and one host in a line",
                        "a \" is never closed /",
                        "a section cannot be ':chidren' / did you mean 'children'?",
                        "not a section / write [group], [group:children] or [group:vars], no blanks",
                        "'name=value' is expected in a section [db:vars] /",
                        "the name of a group is expected in a section [all:children] /",
                        "the range [a:] has no end /",
                        "begin and end of the range [01:5] must be equally long /",
                        "'x' in the range [x:3] is neither number nor letter /",
                        "unknown group 'db' / declare it with a section [db]",
                        "unknown group 'databases' / declare it with a section [databases]");
    }

    @Test
    void whatCannotBeAnInventoryIsRefusedWithAReason() throws IOException {
        write("hosts.toml", "x=1\n");
        write("plugin.yml", "plugin: aws_ec2\n");
        write("list.yml", "- h1\n");
        load("hosts.toml", "plugin.yml", "list.yml", "missing");

        assertThat(messages())
                .containsExactly(
                        "'hosts.toml' is TOML, which is not supported / write it in YAML or INI",
                        "this configures an inventory plugin of Ansible, which Sluice does not run / save its result"
                                + " with: ansible-inventory -i FILE --list --yaml --output hosts.yml",
                        "an inventory is a mapping of groups / write e.g. 'all:', and below it 'hosts:' with one 'name:' a"
                                + " line",
                        "no such inventory: 'missing' / check the path; a list of hosts has a comma: -i missing,");
    }

    @Test
    void aScriptThatFailsOrPrintsNonsenseIsReported() throws IOException {
        write("failing", "#!/bin/sh\necho no access >&2\nexit 7\n");
        write("nonsense", "#!/bin/sh\necho '{ \"a\": '\n");
        for (String script : List.of("failing", "nonsense")) {
            assertThat(directory.resolve(script).toFile().setExecutable(true)).isTrue();
        }
        load("failing", "nonsense");

        assertThat(messages().get(0))
                .startsWith("the inventory script 'failing' failed with --list: it ended with status 7: no access /");
        assertThat(messages().get(1)).startsWith("the inventory script 'nonsense' did not print JSON: ");
    }

    @Test
    void filesThatAreNotReadAreMentioned() throws IOException {
        write("hosts", "[web]\nw1\n");
        write("group_vars/web/main.yml", "a: 1\n");
        write("group_vars/web.yml", "b: 1\n");
        write("group_vars/wbe.yml", "c: 1\n");
        write("group_vars/other.yml", "d: 1\n");
        write("host_vars/w1.yml", "- a\n");

        Inventory inventory = load("hosts");

        assertThat(inventory.merged("w1")).containsOnlyKeys("a");
        assertThat(messages())
                .containsExactly(
                        "'group_vars/web.yml' is not read, because 'web' exists beside it / as in Ansible only the first"
                                + " counts; move it into a directory 'web'",
                        "a variables file must be a mapping / write one 'name: value' a line");
    }

    @Test
    void aMisspeltFileOfVariablesIsNoticed() throws IOException {
        write("hosts", "[storage]\nh1\n");
        write("group_vars/stroage.yml", "a: 1\n");

        load("hosts");

        assertThat(messages())
                .containsExactly(
                        "'group_vars/stroage.yml' belongs to nothing in the inventory / did you mean 'storage'?");
    }

    @Test
    void aCircleOfGroupsIsReported() throws IOException {
        loadText("hosts", "[a:children]\nb\n[b:children]\nc\n[c:children]\na\n");

        assertThat(messages())
                .containsExactly(
                        "the group 'a' cannot be in 'c': it contains it / groups must not contain each other; remove one"
                                + " of the two");
    }

    @Test
    void thePriorityOfAGroupDecidesAmongEquallyDeepOnes() throws IOException {
        Inventory inventory =
                loadText("hosts", "[a]\nh\n[b]\nh\n[a:vars]\nansible_group_priority=2\nx=a\n[b:vars]\nx=b\n");

        assertThat(inventory.merged("h").get("x").value()).isEqualTo("a");
        assertThat(inventory.groups().get("a").priority()).isEqualTo(2);
        assertThat(inventory.merged("h")).doesNotContainKey("ansible_group_priority");
    }
}
