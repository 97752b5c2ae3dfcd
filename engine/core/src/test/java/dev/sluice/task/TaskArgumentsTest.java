package dev.sluice.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bind.ParameterModel;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.ModuleCall;
import dev.sluice.runbook.Position;
import dev.sluice.runbook.Task;
import dev.sluice.source.Node;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import dev.sluice.spi.Parameter;
import dev.sluice.variables.EvaluationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task says is read once, not once for each of a thousand hosts. */
class TaskArgumentsTest {
    record Greeting(
            @Parameter(value = "What is said.", freeForm = true)
            String text) {}

    private final TaskArguments arguments = new TaskArguments();
    private final ParameterModel<Greeting> model = ParameterModel.of(Greeting.class);

    @Test
    void theArgumentsOfATaskAreReadOnce() {
        Task task = greet("greet: hello");

        assertThat(arguments.of(task, model)).isSameAs(arguments.of(task, model));
        assertThat(arguments.of(task, model).get("text")).isPresent();
    }

    @Test
    void twoTasksThatSayTheSameAreTwo() {
        assertThat(arguments.of(greet("greet: hello"), model)).isNotSameAs(arguments.of(greet("greet: hello"), model));
    }

    @Test
    void argumentsThatDoNotFitFailEachTime() {
        SourceFile file = new SourceFile("site.yml", "greet: { txt: hello }");
        Node.Scalar name = new Node.Scalar(new Span(file, 9, 12), "txt", true, "");
        Node.Scalar value = new Node.Scalar(new Span(file, 14, 19), "hello", true, "");
        Task task = task(file, new Node.Mapping(new Span(file, 7, 21), List.of(new Node.Entry(name, value))));

        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> arguments.of(task, model))
                    .isInstanceOf(EvaluationFailure.class)
                    .hasMessageContaining("no parameter 'txt'");
        }
    }

    private static Task greet(String line) {
        SourceFile file = new SourceFile("site.yml", line);
        return task(file, new Node.Scalar(new Span(file, 7, line.length()), line.substring(7), true, ""));
    }

    private static Task task(SourceFile file, Node written) {
        ModuleCall call = new ModuleCall("greet", new Span(file, 0, 5), written);
        return new Task("1", call, Keywords.NONE, new Position(List.of(), null, written.span()));
    }
}
