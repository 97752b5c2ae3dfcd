package dev.sluice.connection;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Shell;
import dev.sluice.spi.ShellFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many questions in one request. Each is answered in a subshell of its own, so that none can spoil another. */
final class FactExchange implements Exchange {
    private static final class Question {
        private final BoundedOutput output = new BoundedOutput();
        private final BoundedOutput error = new BoundedOutput();
        private int code;
    }

    private final List<Question> questions = new ArrayList<>();
    private final Duration limit;
    private int outputsDone;
    private int errorsDone;
    private long startedAt;

    FactExchange(int count, Duration limit) {
        for (int index = 0; index < count; index++) {
            questions.add(new Question());
        }
        this.limit = limit;
    }

    /** The script that asks; its answers end with {@code e INDEX CODE} on the output and {@code e INDEX} on the error output. */
    static String script(String nonce, List<? extends ShellFact<?>> facts) {
        StringBuilder script = new StringBuilder("N=" + nonce + "\n");
        script.append("q() {\n( s=$2; set --; eval \"$s\" ) </dev/null; c=$?\n")
                .append("printf '%se %s %s\\n' \"$N\" \"$1\" \"$c\"; printf '%se %s\\n' \"$N\" \"$1\" >&2\n}\n");
        for (int index = 0; index < facts.size(); index++) {
            script.append("q ")
                    .append(index)
                    .append(' ')
                    .append(Shell.quote(facts.get(index).script()))
                    .append('\n');
        }
        return script.toString();
    }

    @Override
    public void output(byte[] bytes, int offset, int length) {
        if (outputsDone < questions.size()) {
            questions.get(outputsDone).output.append(bytes, offset, length);
        }
    }

    @Override
    public void error(byte[] bytes, int offset, int length) {
        if (errorsDone < questions.size()) {
            questions.get(errorsDone).error.append(bytes, offset, length);
        }
    }

    @Override
    public void outputMarker(String fields) {
        questions.get(outputsDone).code = Integer.parseInt(fields.split(" ", -1)[2]);
        outputsDone++;
        startedAt = System.nanoTime();
    }

    @Override
    public void errorMarker(String fields) {
        errorsDone++;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public void started(long now) {
        startedAt = now;
    }

    @Override
    public boolean isFlooded() {
        return outputsDone < questions.size()
                        && questions.get(outputsDone).output.isCut()
                || errorsDone < questions.size()
                        && questions.get(errorsDone).error.isCut();
    }

    @Override
    public Duration grace() {
        return Duration.ZERO;
    }

    /** How many of the questions, from the first on, are answered. */
    int answered() {
        return Math.min(outputsDone, errorsDone);
    }

    Output answer(int index) {
        Question question = questions.get(index);
        return new Output(question.code, Bytes.of(question.output.toArray()), Bytes.of(question.error.toArray()));
    }
}
