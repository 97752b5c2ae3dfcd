package dev.sluice.spi.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.value.Answer;
import java.time.Duration;
import java.util.List;

/** Waits for a condition by asking again and again. */
final class Polling<V> {
    private final Session session;
    private final Steps.Await<V> step;
    private final StepContext context;
    private final long start = System.nanoTime();

    /** What was seen last, in words. */
    private String seen = "";

    Polling(Session session, Steps.Await<V> step, StepContext context) {
        this.session = session;
        this.step = step;
        this.context = context;
    }

    StepOutcome<Steps.Seen<V>> run() throws UnreachableException {
        while (true) {
            Answer<V> answer = look();
            if (answer.isKnown() && step.condition().holds(answer.get())) {
                return StepOutcome.succeeded(step, new Steps.Seen<>(answer.get()), taken());
            }
            Duration left = context.timeLeft();
            if (context.isCancelled()) {
                return StepOutcome.failed(step, "interrupted", taken());
            }
            if (left.isNegative() || left.isZero()) {
                return StepOutcome.failed(step, late(), taken());
            }
            context.progress()
                    .doing("waiting for " + step.condition().describe() + (seen.isEmpty() ? "" : ": " + seen));
            context.sleep(step.interval().compareTo(left) < 0 ? step.interval() : left);
        }
    }

    @SuppressWarnings("unchecked") // a session gives an answer of the question's own type
    private Answer<V> look() throws UnreachableException {
        Fact<V> fact = step.fact();
        Session.Reading reading =
                session.read(List.of(fact), context.environment()).get(fact);
        if (reading instanceof Session.Reading.Answered answered) {
            Answer<V> answer = (Answer<V>) answered.answer();
            seen = answer.isKnown() ? step.condition().seen(answer.get()) : "nothing that is known";
            return answer;
        }
        // What is waited for may not be there to ask yet.
        seen = reading instanceof Session.Reading.Broken broken ? broken.message() : "no answer";
        return Answer.unknown(seen);
    }

    private String late() {
        return "timed out after " + step.limit().toSeconds() + " s waiting for "
                + step.condition().describe() + (seen.isEmpty() ? "" : "; last seen: " + seen);
    }

    private Duration taken() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
