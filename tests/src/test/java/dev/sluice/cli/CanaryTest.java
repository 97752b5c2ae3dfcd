package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.bind.Arguments;
import dev.sluice.bind.Binder;
import dev.sluice.bind.BindingException;
import dev.sluice.bind.ParameterModel;
import dev.sluice.family.Families;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.inventory.SecretFiles;
import dev.sluice.inventory.VaultPasswords;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.Module;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.value.Secret;
import dev.sluice.template.Scope;
import dev.sluice.template.Templates;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.TemplateEnvironment;
import dev.sluice.variables.Renderer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A secret is given to every parameter of every module: the module sees it in the clear, and nobody else sees it at all.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CanaryTest {
    private static final String CANARY = "k4naRi7vogel";
    private static final long NUMBER = 47110815;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyParameterIsInTheClear() {
        return registry().modules().stream()
                .map(module -> DynamicTest.dynamicTest(module.name(), () -> assertInTheClear(module)));
    }

    private static void assertInTheClear(Module<?> module) {
        for (CanaryTasks.Task task : CanaryTasks.of(module)) {
            Set<Object> announced = new LinkedHashSet<>();

            Object clear = bound(module, task, Map.of("canary", CANARY, "canary_number", NUMBER), ignored -> {});
            Object bound = bound(
                    module,
                    task,
                    Map.of("canary", Secret.of(CANARY), "canary_number", Secret.of(NUMBER)),
                    announced::add);

            assertThat(bound).as(task.yaml()).isEqualTo(clear);
            assertThat(announced).as(task.yaml()).containsAnyOf(CANARY, Long.toString(NUMBER));
        }
    }

    /** What a module is given, or why it is given nothing. */
    private static Object bound(
            Module<?> module, CanaryTasks.Task task, Map<String, Object> variables, Consumer<Object> announced) {
        Diagnostics diagnostics = new Diagnostics();
        Node.Mapping document = (Node.Mapping) YamlReader.document(new SourceFile("task.yml", task.yaml()), diagnostics)
                .orElseThrow();
        ParameterModel<?> model = ParameterModel.of(module.parameters());
        Arguments arguments = Arguments.read(
                model, module.name(), document.span(), document.entries().get(0).value(), diagnostics);
        assertThat(diagnostics.entries()).as(task.yaml()).isEmpty();
        Renderer renderer = new Renderer(
                templates(),
                scalar -> {
                    throw new AssertionError("nothing is encrypted here");
                },
                secret -> secret.texts().forEach(announced));
        try {
            return Binder.bind(model, arguments.render(renderer.on(Scope.of(variables))), announced::accept);
        } catch (BindingException unfit) {
            return unfit.problems();
        }
    }

    private static ModuleRegistry registry() {
        return new ModuleRegistry(Families.find(List.of(), List.of()).families());
    }

    private static Templates templates() {
        return new Templates(new TemplateEnvironment(
                ControllerFiles.below(Path.of("")), name -> null, Clock.systemUTC(), Random::new, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"local,console", "sandbox,json", "sandbox,jsonl", "sandbox,markdown"})
    void aCheckOfEveryParameterShowsItNowhere(String connection, String format) throws Exception {
        given(everyTask(connection));

        String shown = sluice("check", "-vvv", "--diff", "--output", format, "site.yml");

        assertThat(shown).contains("lineinfile").contains(Secret.REDACTED);
        assertHidden(shown);
    }

    @Test
    void anApplyInTheSandboxLeavesItInNoFile() throws Exception {
        given(everyTask("sandbox"));

        String shown = sluice("apply", "--yes", "--allow", "destructive", "-vvv", "site.yml");

        assertThat(shown).contains("lineinfile").contains(Secret.REDACTED);
        assertHidden(shown);
        assertHidden(everythingWritten());
    }

    @Test
    void keywordsLoopsAndDerivedValuesShowItNowhere() throws Exception {
        given("""
                - hosts: target
                  connection: local
                  gather_facts: false
                  vars:
                    inside: "postgres://admin:{{ canary }}@db/app"
                  tasks:
                    - command: sh -c 'printf "%%s\\n" "$TOKEN" "$1"' sh '{{ canary }}'
                      environment: { TOKEN: "{{ canary }}" }
                      register: printed
                    - command: { cmd: cat, stdin: "{{ inside }}" }
                      register: read
                    - command: printf %%s {{ canary }}
                      register: exact
                    - debug: { msg: "{{ item.user }} has {{ item.password }}" }
                      loop:
                        - { user: anna, password: "{{ canary }}" }
                        - { user: bert, password: "{{ inside }}" }
                    - debug: { var: printed }
                    - debug: { var: read.stdout }
                    - debug: { msg: "reversed: {{ exact.stdout | reverse }}" }
                    - set_fact: { kept: "{{ canary }}", within: { list: ["{{ canary }}"] } }
                    - debug: { msg: "{{ kept | reverse }} {{ within.list[0] | upper }}" }
                    - debug: { msg: "the door to {{ inside }} is open" }
                    - copy: { content: "door: {{ inside }}\\n", dest: %1$s/made }
                    - lineinfile: { path: %1$s/made, line: "token={{ canary }}" }
                    - blockinfile: { path: %1$s/made, block: "a: {{ canary }}\\nthe door is open" }
                    - command: cat %1$s/made
                    - assert: { that: canary == 'other', fail_msg: "got {{ canary }}" }
                      ignore_errors: true
                    - fail: { msg: "lost {{ canary }}" }
                      ignore_errors: true
                    - debug: { msg: "{{ canary | from_json }}" }
                      ignore_errors: true
                    - debug: { msg: "the door is open" }
                """.formatted(directory));

        String shown = sluice("apply", "--yes", "-vvv", "--diff", "site.yml");

        assertHidden(shown);
        assertHidden(everythingWritten());
        assertThat(shown.toLowerCase(java.util.Locale.ROOT))
                .as("what is made of a secret")
                .doesNotContain(new StringBuilder(CANARY.toLowerCase(java.util.Locale.ROOT)).reverse())
                .doesNotContain(CANARY.toLowerCase(java.util.Locale.ROOT));
        assertThat(shown)
                .as("what is not secret is shown")
                .contains("the door to postgres://admin:********@db/app is open")
                .contains("the door is open")
                .contains("anna has ********");
        assertThat(Files.readString(directory.resolve("made")))
                .contains("door: postgres://admin:" + CANARY + "@db/app\n")
                .contains("token=" + CANARY + "\n")
                .contains("a: " + CANARY + "\nthe door is open\n");
    }

    @Test
    void aWebServerGetsItInTheClear() throws Exception {
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("X-Token") + " " + body);
            exchange.sendResponseHeaders(200, 2);
            try (OutputStream answer = exchange.getResponseBody()) {
                answer.write("ok".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        try {
            given("""
                    - hosts: target
                      connection: local
                      gather_facts: false
                      vars: { url: "http://127.0.0.1:%1$d/", headers: { X-Token: "t-{{ canary }}" } }
                      tasks:
                        - uri: { url: "{{ url }}", headers: "{{ headers }}" }
                        - uri: { url: "{{ url }}", method: POST, body_format: json, body: { list: ["{{ canary }}"] } }
                        - uri: { url: "{{ url }}", method: POST, body_format: form-urlencoded, body: { a: "{{ canary }}" } }
                        - get_url: { url: "{{ url }}", headers: "{{ headers }}", dest: %2$s/got }
                    """.formatted(server.getAddress().getPort(), directory));

            String shown = sluice("apply", "--yes", "-vvv", "site.yml");

            assertHidden(shown);
            assertThat(requests)
                    .as(shown)
                    .contains("t-" + CANARY + " ", "null {\"list\": [\"" + CANARY + "\"]}", "null a=" + CANARY)
                    .filteredOn(("t-" + CANARY + " ")::equals)
                    .as("with headers")
                    .hasSizeGreaterThan(1);
        } finally {
            server.stop(0);
        }
    }

    private static String everyTask(String connection) {
        StringBuilder text = new StringBuilder("""
                - hosts: target
                  connection: %s
                  gather_facts: false
                  environment: { http_proxy: http://127.0.0.1:9, https_proxy: http://127.0.0.1:9 }
                  tasks:
                """.formatted(connection));
        for (Module<?> module : registry().modules()) {
            for (CanaryTasks.Task task : CanaryTasks.of(module)) {
                text.append("    - { ignore_errors: true, name: ")
                        .append(task.module() + "." + task.parameter())
                        .append(", ")
                        .append(task.yaml().substring(2))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private void given(String runbook) throws IOException {
        Files.writeString(directory.resolve("password"), "pass word of the vault\n");
        Files.writeString(directory.resolve("hosts"), "target\n");
        Files.writeString(directory.resolve("site.yml"), runbook);
        Files.createDirectories(directory.resolve("group_vars/all"));
        VaultPasswords passwords =
                VaultPasswords.of(List.of(new VaultPasswords.Labelled("", Secret.of("pass word of the vault"))));
        SecretFiles vault = new SecretFiles(passwords, new SecureRandom(), secret -> {});
        String file = directory.resolve("group_vars/all/vault.yml").toString();
        vault.keep(new SecretPlace(file, "canary", true), Secret.of(CANARY));
        vault.keep(new SecretPlace(file, "canary_number", true), Secret.of(Long.toString(NUMBER)));
    }

    private String sluice(String verb, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(verb, "-i", "hosts", "--vault-password-file", "password"));
        all.addAll(List.of(arguments));
        try (SluiceProcess sluice = SluiceProcess.start(directory, all.toArray(String[]::new))) {
            return sluice.awaitEnd();
        }
    }

    private static void assertHidden(String text) {
        for (String secret : List.of(CANARY, Long.toString(NUMBER))) {
            int at = text.indexOf(secret);
            assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)))
                    .as("where a secret is shown")
                    .isEmpty();
        }
    }

    private String everythingWritten() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.resolve(".sluice"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
