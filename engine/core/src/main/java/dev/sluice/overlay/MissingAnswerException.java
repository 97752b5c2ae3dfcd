package dev.sluice.overlay;

/** Signals that a question has to be asked of a target before planning can go on. Carries no stack trace. */
public final class MissingAnswerException extends RuntimeException {
    private final transient Question question;
    private final String target;

    /** A question to the target on which the task acts. */
    public MissingAnswerException(Question question) {
        this(question, "");
    }

    /**
     * @param target the target that has to be asked, by its name in the inventory; empty for the one on which the task acts
     */
    public MissingAnswerException(Question question, String target) {
        super(question.fact().describe(), null, false, false);
        this.question = question;
        this.target = target;
    }

    public Question question() {
        return question;
    }

    public String target() {
        return target;
    }
}
