package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.connection.Connectors;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.journal.Event;
import dev.sluice.journal.Events;
import dev.sluice.journal.Journal;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.Redactor;
import dev.sluice.journal.TaskReport;
import dev.sluice.run.Run;
import dev.sluice.runbook.Runbook;
import dev.sluice.runbook.RunbookLoader;
import dev.sluice.runbook.SourceReader;
import dev.sluice.source.DiagnosticRenderer;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Risk;
import dev.sluice.state.Cancellation;
import dev.sluice.state.Connections;
import dev.sluice.state.Consent;
import dev.sluice.state.Setup;
import dev.sluice.template.Templates;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.TemplateEnvironment;
import dev.sluice.validate.Validator;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Tasks on one host, run by the engine itself: its validation, its check, its apply and its comparison of both. */
final class EngineRun implements AutoCloseable {
    /** The modules of a test. */
    private record TestFamily(List<Module<?>> modules) implements Family {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<Class<? extends Fact<?>>> facts() {
            return List.of();
        }
    }

    private final Redactor redactor;
    private final List<Event> events = new ArrayList<>();
    private final Setup setup;
    private final Run run;

    private EngineRun(Setup setup, Redactor redactor) {
        this.setup = setup;
        this.redactor = redactor;
        this.run = new Run(setup, new Cancellation());
    }

    /**
     * Makes a run ready.
     *
     * @param modules all that the tasks name
     * @param tasks each a mapping as a runbook has it
     * @throws AssertionError if the engine finds a task wrong before anything is run
     */
    static EngineRun of(Scene scene, List<Module<?>> modules, List<? extends Map<String, ?>> tasks) {
        Diagnostics diagnostics = new Diagnostics();
        Redactor redactor = new Redactor();
        Clock clock = Clock.fixed(scene.now(), ZoneOffset.UTC);
        Setup setup = new Setup(
                List.of(runbook(scene.directory(), tasks, diagnostics)),
                scene.host(),
                new ModuleRegistry(List.of(new TestFamily(modules))),
                new Connections(Connectors.withCommonSteps(List.of(scene.connector()), scene.secrets()), null),
                renderer(scene.directory(), clock, redactor),
                scene.secrets(),
                RunOptions.USUAL,
                new Consent(Risk.DESTRUCTIVE),
                clock,
                scene.directory());
        new Validator(setup, diagnostics).validate();
        assertThat(diagnostics.hasErrors())
                .as(new DiagnosticRenderer(false, text -> text).render(diagnostics.entries()))
                .isFalse();
        return new EngineRun(setup, redactor);
    }

    /** A runbook of one phase; it stands in a directory as if its file were there. */
    private static Runbook runbook(Path directory, List<? extends Map<String, ?>> tasks, Diagnostics diagnostics) {
        try {
            Path work = Files.createTempDirectory("sluice-test");
            Path file = work.resolve("test.yml");
            Map<String, Object> phase = Map.of("hosts", "all", "gather_facts", false, "tasks", tasks);
            Files.writeString(file, new JsonMapper().writeValueAsString(List.of(phase)));
            Runbook read = new RunbookLoader(new SourceReader(work, diagnostics), List.of()).load(file);
            Files.delete(file);
            Files.delete(work);
            return new Runbook(
                    file, read.phases().stream().map(each -> each.in(directory)).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Renderer renderer(Path directory, Clock clock, Redactor redactor) {
        Templates templates = new Templates(new TemplateEnvironment(
                ControllerFiles.below(directory), name -> null, clock, () -> new Random(0), Map.of()));
        return new Renderer(
                templates,
                scalar -> {
                    throw new AssertionError("a test of modules has no vault password");
                },
                redactor::add);
    }

    /** Checks or applies all tasks; what became of each, in order. */
    List<TaskReport> pass(Mode mode) {
        List<TaskReport> reports = new ArrayList<>();
        Events told = new Events(Journal.NONE, redactor, List.of(event -> {
            events.add(event);
            if (event instanceof Event.TaskFinished finished) {
                reports.add(finished.report());
            }
        }));
        if (mode == Mode.APPLY) {
            run.forgetObservations();
        }
        run.pass(mode, told);
        return reports;
    }

    /** Takes a text for a secret, as the engine does with what it binds to a parameter that is one. */
    void conceal(String secret) {
        redactor.add(secret);
    }

    /** Everything that was told up to now contains none of these. */
    void assertConcealed(Set<String> secrets) {
        for (String secret : secrets) {
            assertThat(events).as("events").noneMatch(event -> event.toString().contains(secret));
        }
    }

    /** What was predicted beside what came. */
    List<Prediction> predictions() {
        return run.predictions();
    }

    @Override
    public void close() {
        run.close();
        setup.connections().close();
    }
}
