package dev.sluice.overlay;

/** Signals that a question has to be asked of the target before planning can go on. Carries no stack trace. */
public final class MissingAnswerException extends RuntimeException {
    private final transient Question question;

    public MissingAnswerException(Question question) {
        super(question.fact().describe(), null, false, false);
        this.question = question;
    }

    public Question question() {
        return question;
    }
}
