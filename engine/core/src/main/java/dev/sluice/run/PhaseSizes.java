package dev.sluice.run;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Phase;
import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.spi.value.Unknown;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Numbers;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.TaskScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many hosts of a phase are worked on at a time, and how many of them may fail.
 *
 * @param batches {@code serial}: how many hosts each batch has; the last is repeated; empty for all at once
 * @param mostFailed {@code max_fail_percentage}
 */
record PhaseSizes(List<Size> batches, double mostFailed) {
    /**
     * The size of a batch.
     *
     * @param number how many hosts, or how many of a hundred
     */
    record Size(double number, boolean percentage) {
        /** How many of so many hosts: one at least, and not more than there are. */
        int of(int hosts) {
            if (!percentage && number <= 0) {
                return hosts;
            }
            double wanted = percentage ? hosts * number / 100 : number;
            return Math.max(1, (int) Math.min(hosts, wanted));
        }
    }

    /**
     * As the keywords of a phase say.
     *
     * @param scope of one of the hosts: the values may be templates
     * @throws EvaluationFailure if one is not a number
     */
    static PhaseSizes of(Phase phase, Renderer renderer, TaskScope scope) {
        List<Size> batches = new ArrayList<>();
        Optional<Node> serial = phase.keywords().get(Keyword.SERIAL);
        if (serial.isPresent()) {
            Span span = serial.get().span();
            Object value = known(renderer.value(serial.get(), scope), span);
            for (Object size : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
                batches.add(size(known(size, span), span));
            }
        }
        Optional<Node> most = phase.keywords().get(Keyword.MAX_FAIL_PERCENTAGE);
        return new PhaseSizes(batches, most.isPresent() ? percentage(most.get(), renderer, scope) : 100);
    }

    private static double percentage(Node node, Renderer renderer, TaskScope scope) {
        String text =
                String.valueOf(known(renderer.value(node, scope), node.span())).strip();
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        return Numbers.of(number, Keyword.MAX_FAIL_PERCENTAGE, node.span());
    }

    private static Size size(@Nullable Object value, Span span) {
        String text = String.valueOf(value).strip();
        boolean percentage = text.endsWith("%");
        return new Size(
                Numbers.of(percentage ? text.substring(0, text.length() - 1) : text, Keyword.SERIAL, span), percentage);
    }

    private static @Nullable Object known(@Nullable Object value, Span span) {
        if (value instanceof Unknown unknown) {
            throw new EvaluationFailure("it depends on " + unknown.reason(), "take it from a variable", span);
        }
        return value;
    }
}
