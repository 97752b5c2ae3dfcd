package dev.sluice.cli;

import dev.sluice.connection.Connectors;
import dev.sluice.connection.facts.FactFile;
import dev.sluice.connection.facts.FactFileException;
import dev.sluice.connection.facts.FactRegistry;
import dev.sluice.connection.facts.FactStore;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.inventory.Inventory;
import dev.sluice.inventory.InventoryLoader;
import dev.sluice.inventory.SecretFiles;
import dev.sluice.inventory.VaultDecryption;
import dev.sluice.inventory.VaultException;
import dev.sluice.inventory.VaultPasswords;
import dev.sluice.journal.Redactor;
import dev.sluice.python.OperationException;
import dev.sluice.runbook.Phase;
import dev.sluice.runbook.Runbook;
import dev.sluice.runbook.RunbookLoader;
import dev.sluice.runbook.SourceReader;
import dev.sluice.runbook.TagFilter;
import dev.sluice.source.Diagnostic;
import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.Fact;
import dev.sluice.spi.connection.Connector;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Secret;
import dev.sluice.state.Connections;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import dev.sluice.template.Templates;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.Lookup;
import dev.sluice.template.controller.TemplateEnvironment;
import dev.sluice.validate.Validator;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.RunOptions;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads and checks everything that a command names, and reports all that is wrong with it at once. */
final class Workspace {
    private final RunArguments arguments;
    private final Path directory = Path.of("").toAbsolutePath();
    private final Diagnostics diagnostics = new Diagnostics();
    private final Redactor redactor = new Redactor();
    private final ModuleRegistry registry;
    private final Clock clock = Clock.systemDefaultZone();

    Workspace(RunArguments arguments) {
        this.arguments = arguments;
        this.registry = arguments.modules.registry();
    }

    Redactor redactor() {
        return redactor;
    }

    ModuleRegistry registry() {
        return registry;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Loads and checks everything.
     *
     * @param consent what the person agreed to
     * @param recorded a file of facts that takes the place of every connection; none to connect
     * @return empty if something is wrong; it has been reported then
     */
    Optional<Setup> load(Consent consent, List<Path> recorded, PrintStream errors) {
        VaultPasswords passwords = arguments.vault.read(diagnostics, redactor::add);
        VaultDecryption vault = new VaultDecryption(passwords, redactor::add);
        SecretStore secrets = new SecretFiles(passwords, new SecureRandom(), redactor::add);
        SourceReader sources = new SourceReader(directory, diagnostics);
        RunbookLoader loader = new RunbookLoader(sources, List.of());
        List<Runbook> runbooks = arguments.runbooks.stream()
                .map(path -> loader.load(directory.resolve(path)))
                .toList();
        Inventory inventory = new InventoryLoader(directory, vault, diagnostics)
                .loadBeside(arguments.inventories, directories(runbooks));
        Renderer renderer = renderer(vault, inventory);
        InventoryHosts hosts =
                InventoryHosts.of(inventory, arguments.inventories, arguments.limit, directory, vault, diagnostics);
        Connector offline = recorded.isEmpty() ? null : offline(recorded.get(0), errors);
        RunOptions options = options(sources, runbooks);
        Setup setup = new Setup(
                runbooks,
                hosts,
                registry,
                new Connections(connectors(secrets), offline),
                renderer,
                secrets,
                options,
                consent,
                clock,
                directory);
        new Validator(setup, diagnostics).validate();
        report(errors);
        return diagnostics.hasErrors() ? Optional.empty() : Optional.of(setup);
    }

    private List<Connector> connectors(SecretStore secrets) {
        List<Connector> real = new ArrayList<>(registry.connectors());
        real.addAll(Connectors.standard(
                System.getProperty("user.name", "root"),
                Path.of(System.getProperty("user.home", "/")),
                System.getenv()));
        List<Connector> connectors = new ArrayList<>(Connectors.withCommonSteps(real, secrets));
        // A sandbox simulates whatever a real connection does.
        connectors.add(new LazyConnector(
                "sandbox", protocol -> true, () -> Connectors.sandbox(facts(), this::isSecret, clock)));
        return connectors;
    }

    /** Answers from a file instead of from targets, and says how old it is. */
    private Connector offline(Path file, PrintStream errors) {
        try {
            FactStore store = FactFile.read(file, facts(), this::isSecret);
            errors.println(FactAge.describe(file, store, clock.instant()));
            return Connectors.recorded("recorded", store, clock);
        } catch (FactFileException unreadable) {
            throw new UsageException(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Every question that any family asks, and those that the engine itself answers. */
    FactRegistry facts() {
        List<Class<? extends Fact<?>>> all = new ArrayList<>(registry.facts());
        all.add(SecretAt.class);
        return new FactRegistry(all);
    }

    /** Whether a text contains something that must not be written down. */
    boolean isSecret(String text) {
        return !redactor.redact(text).equals(text);
    }

    private List<Path> directories(List<Runbook> runbooks) {
        return Stream.concat(
                        Stream.of(base()),
                        runbooks.stream()
                                .flatMap(each -> each.phases().stream())
                                .map(Phase::directory))
                .distinct()
                .toList();
    }

    private Path base() {
        return Optional.ofNullable(parent(arguments.runbooks.get(0))).orElse(directory);
    }

    private static @Nullable Path parent(Path path) {
        return path.toAbsolutePath().getParent();
    }

    private void report(PrintStream errors) {
        List<Diagnostic> entries = diagnostics.entries();
        if (!entries.isEmpty()) {
            boolean colour = System.getenv("NO_COLOR") == null && System.console() != null;
            errors.print(new DiagnosticRenderer(colour, redactor::redact).render(entries));
            errors.flush();
        }
    }

    private Renderer renderer(VaultDecryption vault, Inventory inventory) {
        Lookup hosts = (terms, options) -> List.copyOf(
                inventory.hosts(terms.stream().map(String::valueOf).toList(), null, null, new Diagnostics()));
        TemplateEnvironment environment = new TemplateEnvironment(
                ControllerFiles.below(base(), (path, content) -> {
                    try {
                        return vault.file(content);
                    } catch (VaultException closed) {
                        throw new OperationException(
                                "cannot read '" + path + "': " + closed.getMessage(), closed.hint());
                    }
                }),
                System::getenv,
                clock,
                Random::new,
                Map.of("inventory_hostnames", hosts));
        Templates templates = new Templates(environment, registry.jars());
        return new Renderer(
                templates,
                scalar -> {
                    try {
                        return vault.decrypt(scalar.text().strip());
                    } catch (VaultException failure) {
                        throw new EvaluationFailure(
                                String.valueOf(failure.getMessage()), failure.hint(), scalar.span());
                    }
                },
                redactor::add);
    }

    private RunOptions options(SourceReader sources, List<Runbook> runbooks) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put(
                "ansible_inventory_sources",
                arguments.inventories.stream()
                        .map(each -> each.contains(",")
                                ? each
                                : directory.resolve(each).normalize().toString())
                        .toList());
        settings.put("ansible_playbook_python", "/usr/bin/python3");
        if (arguments.limit != null) {
            settings.put("ansible_limit", arguments.limit);
        }
        if (arguments.privateKey != null) {
            settings.put("ansible_ssh_private_key_file", arguments.privateKey.toString());
        }
        Map<String, @Nullable Object> extra =
                new LinkedHashMap<>(new ExtraVariables(sources, redactor::add).read(arguments.extraVariables));
        if (arguments.askPassword) {
            settings.put("ansible_password", ask("Connection password: "));
        }
        if (arguments.askBecomePassword) {
            settings.put("ansible_become_password", ask("Become password: "));
        }
        if (!arguments.becomeMethod.isEmpty()) {
            settings.put("ansible_become_method", arguments.becomeMethod);
        }
        List<Phase> phases =
                runbooks.stream().flatMap(each -> each.phases().stream()).toList();
        Map<String, Map<String, @Nullable Object>> answers =
                new Prompts(person(), redactor::add, diagnostics).answers(phases, extra.keySet());
        return new RunOptions(
                new RunOptions.Variables(extra, answers, settings),
                new TagFilter(arguments.tags, arguments.skipTags),
                new RunOptions.Login(arguments.user, arguments.connection, arguments.become, arguments.becomeUser),
                new RunOptions.Display(arguments.verbose.length, arguments.diff),
                new RunOptions.Pace(
                        Math.max(1, arguments.forks), RunOptions.USUAL.pace().memory()));
    }

    private Secret ask(String prompt) {
        Console console = System.console();
        if (console == null) {
            throw new UsageException("cannot ask for a password: not a terminal; put it into an encrypted variable,"
                    + " e.g. ansible_become_password, instead");
        }
        String password = String.valueOf(console.readPassword("%s", prompt));
        redactor.add(password);
        return new Secret(password);
    }

    private static Prompts.@Nullable Person person() {
        Console console = System.console();
        return console == null ? null : Prompts.Person.at(console);
    }
}
