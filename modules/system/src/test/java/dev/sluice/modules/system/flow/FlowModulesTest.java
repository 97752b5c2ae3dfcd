package dev.sluice.modules.system.flow;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Evaluated;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowModulesTest {
    private ModuleTester tester;

    @BeforeEach
    void start(@TempDir Path directory) {
        tester = ModuleTester.local(new DirectoryController(directory));
    }

    @Test
    void debug_shows_a_message_or_the_value_of_an_expression() {
        assertThat(debug("hello", null).values()).isEqualTo(Map.of("msg", "hello"));
        assertThat(debug("Hello world!", new Evaluated("r.rc", 3L)).values()).isEqualTo(Map.of("r.rc", 3L));
        assertThat(debug("Hello world!", new Evaluated("nosuch", Undefined.of("nosuch")))
                        .values())
                .containsEntry("nosuch", "VARIABLE IS NOT DEFINED!: 'nosuch' is undefined");
    }

    @Test
    void debug_is_silent_below_its_verbosity() {
        Report report = tester.run(task(new DebugModule(), new DebugModule.Parameters("hello", null, 1)));

        assertThat(report.status()).isEqualTo("skipped");
    }

    @Test
    void an_assertion_that_does_not_hold_fails_and_says_which() {
        Report report = check(new Evaluated("a == 1", true), new Evaluated("b == 2", false));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("Assertion failed: b == 2");
        assertThat(report.values()).containsEntry("assertion", "b == 2").containsEntry("evaluated_to", false);
    }

    @Test
    void an_assertion_on_an_unknown_is_undecided_unless_another_fails_for_certain() {
        Evaluated unknown = new Evaluated("c", new Unknown("the output of 'make'"));

        assertThat(new AssertPlan(unknown, new Evaluated("b", true)).outcome())
                .isEqualTo("undecided: the output of 'make'");
        assertThat(new AssertPlan(unknown, new Evaluated("b", false)).outcome())
                .isEqualTo("failed: Assertion failed: b");
    }

    @Test
    void a_condition_has_to_be_true_or_false() {
        Report report = check(new Evaluated("count", 3L));

        assertThat(report.message()).contains("'count' is neither true nor false but 3");
    }

    @Test
    void set_fact_sets_variables_of_any_type() {
        var plan = new SetFactModule()
                .plan(new SetFactModule.Parameters(Map.of("shares", List.of("a", "b")), false), null);

        assertThat(plan.variables()).isEqualTo(Map.of("shares", List.of("a", "b")));
        assertThat(plan.values()).as("facts of the host").isEmpty();
    }

    @Test
    void a_variable_needs_a_proper_name() {
        Report report = tester.run(task(new SetFactModule(), new SetFactModule.Parameters(Map.of("a-b", 1L), false)));

        assertThat(report.message()).contains("'a-b' is not a valid variable name");
    }

    @Test
    void fail_fails_with_its_message() {
        Report report = tester.run(task(new FailModule(), new FailModule.Parameters("too small")));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).startsWith("too small");
    }

    @Test
    void ping_asks_the_target() {
        Report report = tester.runTwice(task(new PingModule(), new PingModule.Parameters("hi")));

        assertThat(report.status()).isEqualTo("ok");
        assertThat(report.values()).containsEntry("ping", "hi");
    }

    @Test
    void a_pause_never_counts_as_changed_and_never_waits_for_a_person() {
        Report timed = tester.run(task(new PauseModule(), new PauseModule.Parameters(1.5, null, null, true)));
        Report prompt = tester.run(task(new PauseModule(), new PauseModule.Parameters(null, null, "Go on?", true)));

        assertThat(timed.status()).isEqualTo("ok");
        assertThat(timed.values()).containsEntry("stdout", "Paused for 1.5 seconds");
        assertThat(timed.changes()).hasSize(1);
        assertThat(prompt.changes()).isEmpty();
    }

    private Report debug(Object msg, Evaluated var) {
        return tester.run(task(new DebugModule(), new DebugModule.Parameters(msg, var, 0)));
    }

    private Report check(Evaluated... conditions) {
        return tester.run(
                task(new AssertModule(), new AssertModule.Parameters(List.of(conditions), null, null, false)));
    }

    /** One plan of an assertion, as words. */
    private record AssertPlan(Evaluated... conditions) {
        String outcome() {
            try {
                new AssertModule().plan(new AssertModule.Parameters(List.of(conditions), null, null, false), null);
                return "ok";
            } catch (dev.sluice.spi.TaskFailure failure) {
                return "failed: " + failure.getMessage();
            } catch (dev.sluice.spi.value.UnknownAnswerException unknown) {
                return "undecided: " + unknown.reason();
            }
        }
    }
}
