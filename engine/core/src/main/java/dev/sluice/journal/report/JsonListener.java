package dev.sluice.journal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.EventListener;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.journal.ValueJson;
import dev.sluice.journal.report.RunHistory.PhaseHistory;
import dev.sluice.journal.report.RunHistory.TaskHistory;
import dev.sluice.spi.Change;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document when the run has ended. Its form is described in {@code docs/output.md}; {@value #SCHEMA}
 * changes its number when something in it is removed or changes its meaning, not when something is added.
 */
public final class JsonListener implements EventListener {
    /** What the document calls its own form. */
    public static final String SCHEMA = "sluice-run/1";

    private final PrintStream out;
    private final RunHistory history = new RunHistory();

    /** @param out where it is written, in UTF-8 whatever its own encoding is; not closed */
    public JsonListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(Event event) {
        history.on(event);
        if (event instanceof RunFinished finished) {
            out.writeBytes((document(finished.summary()) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String document(RunSummary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            writeStart(json);
            json.writeStringField("outcome", lower(summary.outcome()));
            json.writeStringField("verdict", Verdict.of(history, summary));
            json.writeStringField("message", summary.message());
            writeSeconds("seconds", summary.duration(), json);
            json.writeNumberField("round_trips", summary.roundTrips());
            writeCounts(json);
            writePhases(json);
            writePredictions(json);
            writeWarnings(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void writeStart(JsonGenerator json) throws IOException {
        RunStarted started = history.started();
        if (started == null) {
            return;
        }
        json.writeStringField("run", started.run());
        json.writeStringField("mode", lower(started.mode()));
        json.writeStringField("version", started.version());
        json.writeStringField("started", started.started().toString());
        writeTexts("runbooks", started.runbooks(), json);
        writeTexts("inventories", started.inventories(), json);
        writeTexts("targets", started.targets(), json);
    }

    private void writeCounts(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Map<Status, Integer>> target : history.counts().entrySet()) {
            json.writeObjectFieldStart(target.getKey());
            for (Status status : Status.values()) {
                json.writeNumberField(lower(status), target.getValue().getOrDefault(status, 0));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writePhases(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("phases");
        for (PhaseHistory phase : history.phases()) {
            json.writeStartObject();
            json.writeStringField("id", phase.id());
            json.writeStringField("name", phase.name());
            writeTexts("targets", phase.targets(), json);
            writeOrderings(phase.id(), json);
            json.writeArrayFieldStart("tasks");
            for (TaskHistory task : phase.tasks().values()) {
                writeTask(task, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeOrderings(String phase, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("ordered_after");
        for (Event.PhaseOrdered each : history.orderings(phase)) {
            json.writeStartObject();
            json.writeStringField("phase", each.after());
            json.writeStringField("because", each.because());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTask(TaskHistory history, JsonGenerator json) throws IOException {
        TaskRef task = history.task();
        json.writeStartObject();
        json.writeStringField("id", task.id());
        json.writeStringField("name", task.name());
        json.writeStringField("module", task.module());
        json.writeStringField("place", task.place());
        json.writeBooleanField("handler", task.handler());
        json.writeObjectFieldStart("results");
        for (Map.Entry<String, TaskReport> result : history.reports().entrySet()) {
            json.writeFieldName(result.getKey());
            writeReport(result.getValue(), null, json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeReport(TaskReport report, @Nullable String label, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (label != null) {
            json.writeStringField("label", label);
        }
        json.writeStringField("status", lower(report.status()));
        json.writeStringField("message", report.message());
        json.writeStringField("because", report.because());
        json.writeStringField("hint", report.hint());
        writeSeconds("seconds", report.duration(), json);
        json.writeBooleanField("no_log", report.noLog());
        json.writeArrayFieldStart("changes");
        for (ChangeReport change : report.changes()) {
            writeChange(change, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (StepReport step : report.steps()) {
            writeStep(step, json);
        }
        json.writeEndArray();
        json.writeFieldName("registered");
        ValueJson.write(report.registered(), json);
        json.writeArrayFieldStart("items");
        for (TaskReport.Item item : report.items()) {
            writeReport(item.report(), item.label(), json);
        }
        json.writeEndArray();
        writeTexts("warnings", report.warnings(), json);
        json.writeEndObject();
    }

    private static void writeChange(ChangeReport change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resource", change.resource());
        json.writeStringField("what", change.what());
        json.writeStringField("before", change.before());
        json.writeStringField("after", change.after());
        json.writeStringField("kind", lower(change.kind()));
        json.writeStringField("risk", lower(change.risk()));
        json.writeStringField("undo", change.undo());
        Change.Difference difference = change.difference();
        if (difference == null) {
            json.writeNullField("difference");
        } else {
            json.writeObjectFieldStart("difference");
            json.writeStringField("before_name", difference.beforeName());
            json.writeStringField("before", difference.before());
            json.writeStringField("after_name", difference.afterName());
            json.writeStringField("after", difference.after());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeStep(StepReport step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", step.kind());
        json.writeStringField("description", step.description());
        StepReport.Printed printed = step.printed();
        if (step.result() == null) {
            json.writeNullField("exit_code");
        } else if (printed == null) {
            json.writeNumberField("exit_code", step.failure() == null ? 0 : 1);
        } else {
            json.writeNumberField("exit_code", printed.exitCode());
        }
        json.writeStringField("stdout", printed == null ? "" : printed.stdout());
        json.writeStringField("stderr", printed == null ? "" : printed.stderr());
        json.writeStringField(
                "summary", step.result() == null ? "" : step.result().summary());
        json.writeFieldName("result");
        ValueJson.write(step.result() == null ? Map.of() : step.result().details(), json);
        json.writeStringField("failure", step.failure());
        writeSeconds("seconds", step.duration(), json);
        json.writeEndObject();
    }

    private void writePredictions(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("predictions");
        for (Prediction row : history.predictions()) {
            json.writeStartObject();
            json.writeStringField("task", row.task().id());
            json.writeStringField("target", row.target());
            json.writeStringField("predicted", lower(row.predicted()));
            json.writeStringField("actual", lower(row.actual()));
            json.writeBooleanField("agrees", row.agrees());
            json.writeArrayFieldStart("differences");
            for (Prediction.Difference difference : row.differences()) {
                json.writeStartObject();
                json.writeStringField("fact", difference.fact());
                json.writeStringField("predicted", difference.predicted());
                json.writeStringField("actual", difference.actual());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeWarnings(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("warnings");
        for (Event.Warning warning : history.warnings()) {
            json.writeStartObject();
            json.writeStringField("text", warning.text());
            json.writeStringField("place", warning.place());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeSeconds(String name, Duration duration, JsonGenerator json) throws IOException {
        json.writeNumberField(name, duration.toMillis() / 1000.0);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
