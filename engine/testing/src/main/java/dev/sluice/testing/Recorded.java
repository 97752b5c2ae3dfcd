package dev.sluice.testing;

import dev.sluice.overlay.Observations;
import dev.sluice.overlay.Viewpoint;
import dev.sluice.spi.Fact;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.secret.KeptSecret;
import dev.sluice.spi.secret.SecretAt;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers questions from transcripts. */
final class Recorded implements Observations {
    private final List<Transcript> transcripts;
    private final Map<Fact<?>, Answer<?>> answers = new LinkedHashMap<>();

    Recorded(List<Transcript> transcripts) {
        this.transcripts = transcripts;
    }

    /** Every question that was answered. */
    Set<Fact<?>> asked() {
        return Set.copyOf(answers.keySet());
    }

    @Override
    @SuppressWarnings("unchecked") // an answer is stored under its own question
    public <V> Answer<V> observed(Fact<V> fact, Viewpoint from) {
        Answer<?> known = answers.get(fact);
        if (known == null) {
            known = Answer.of(fact instanceof SecretAt secret ? kept(secret) : (Object) parsed((ShellFact<?>) fact));
            answers.put(fact, known);
        }
        return (Answer<V>) known;
    }

    /** A secret is kept if a transcript says so: {@code { run: the secret 'key' in FILE, stdout: kept }}. */
    private Optional<KeptSecret> kept(SecretAt secret) {
        return transcripts.stream().anyMatch(transcript -> transcript.answers(secret.describe()))
                ? Optional.of(new KeptSecret(Answer.of(0L)))
                : Optional.empty();
    }

    private <V> V parsed(ShellFact<V> fact) {
        return transcripts.stream()
                .filter(transcript -> transcript.answers(fact.script()))
                .findFirst()
                .map(transcript -> fact.parse(transcript.output()))
                .orElseThrow(() -> new AssertionError(
                        "no transcript answers the question about " + fact.describe() + ":\n" + fact.script()));
    }
}
