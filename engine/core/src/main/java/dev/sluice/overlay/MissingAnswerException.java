package dev.sluice.overlay;

import dev.sluice.spi.value.Prerequisite;

/** A question has to be asked of a target before planning can go on. */
public final class MissingAnswerException extends Prerequisite {
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
        super(question.fact().describe());
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
