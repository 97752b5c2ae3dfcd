package dev.sluice.runbook;

import static dev.sluice.runbook.Keyword.Form.ANY;
import static dev.sluice.runbook.Keyword.Form.CONDITION;
import static dev.sluice.runbook.Keyword.Form.FLAG;
import static dev.sluice.runbook.Keyword.Form.MAPPING;
import static dev.sluice.runbook.Keyword.Form.NAMES;
import static dev.sluice.runbook.Keyword.Form.NUMBER;
import static dev.sluice.runbook.Keyword.Form.TASKS;
import static dev.sluice.runbook.Keyword.Form.TEXT;
import static dev.sluice.runbook.Keyword.Level.BLOCK;
import static dev.sluice.runbook.Keyword.Level.PHASE;
import static dev.sluice.runbook.Keyword.Level.TASK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The keywords of the language: Ansible's ("Playbook Keywords" in the documentation of ansible-core 2.14) and Sluice's
 * own. A keyword that Ansible has and Sluice does not support is in the table too, so that it is refused by name and
 * never ignored.
 */
public enum Keyword {
    NAME(TEXT, PHASE, BLOCK, TASK),
    VARS(MAPPING, PHASE, BLOCK, TASK),
    WHEN(CONDITION, BLOCK, TASK),
    TAGS(NAMES, PHASE, BLOCK, TASK),
    BECOME(FLAG, PHASE, BLOCK, TASK),
    BECOME_USER(TEXT, PHASE, BLOCK, TASK),
    BECOME_METHOD(TEXT, PHASE, BLOCK, TASK),
    BECOME_FLAGS(TEXT, PHASE, BLOCK, TASK),
    BECOME_EXE(TEXT, false, PHASE, BLOCK, TASK),
    CONNECTION(TEXT, PHASE, BLOCK, TASK),
    REMOTE_USER(TEXT, PHASE, BLOCK, TASK),
    PORT(NUMBER, PHASE, BLOCK, TASK),
    ENVIRONMENT(ANY, PHASE, BLOCK, TASK),
    DELEGATE_TO(TEXT, BLOCK, TASK),
    DELEGATE_FACTS(FLAG, BLOCK, TASK),
    RUN_ONCE(FLAG, PHASE, BLOCK, TASK),
    IGNORE_ERRORS(FLAG, PHASE, BLOCK, TASK),
    IGNORE_UNREACHABLE(FLAG, PHASE, BLOCK, TASK),
    ANY_ERRORS_FATAL(FLAG, PHASE, BLOCK, TASK),
    CHECK_MODE(FLAG, PHASE, BLOCK, TASK),
    DIFF(FLAG, PHASE, BLOCK, TASK),
    NO_LOG(FLAG, PHASE, BLOCK, TASK),
    THROTTLE(NUMBER, PHASE, BLOCK, TASK),
    TIMEOUT(NUMBER, false, PHASE, BLOCK, TASK),
    MODULE_DEFAULTS(ANY, PHASE, BLOCK, TASK),
    COLLECTIONS(NAMES, PHASE, BLOCK, TASK),
    DEBUGGER(TEXT, false, PHASE, BLOCK, TASK),

    REGISTER(TEXT, TASK),
    LOOP(ANY, TASK),
    LOOP_CONTROL(MAPPING, TASK),
    CHANGED_WHEN(CONDITION, TASK),
    FAILED_WHEN(CONDITION, TASK),
    UNTIL(CONDITION, TASK),
    RETRIES(NUMBER, TASK),
    DELAY(NUMBER, TASK),
    NOTIFY(NAMES, BLOCK, TASK),
    LISTEN(NAMES, TASK),
    ARGS(ANY, TASK),
    ACTION(ANY, TASK),
    LOCAL_ACTION(ANY, TASK),
    ASYNC(NUMBER, false, TASK),
    POLL(NUMBER, false, TASK),

    BLOCK_BODY("block", TASKS, true, BLOCK),
    RESCUE(TASKS, BLOCK),
    ALWAYS(TASKS, BLOCK),

    HOSTS(ANY, PHASE),
    GATHER_FACTS(FLAG, PHASE),
    GATHER_SUBSET(NAMES, PHASE),
    GATHER_TIMEOUT(NUMBER, PHASE),
    FACT_PATH(TEXT, PHASE),
    VARS_FILES(ANY, PHASE),
    VARS_PROMPT(ANY, PHASE),
    ROLES(ANY, PHASE),
    PRE_TASKS(TASKS, PHASE),
    TASK_LIST("tasks", TASKS, true, PHASE),
    POST_TASKS(TASKS, PHASE),
    HANDLERS(TASKS, PHASE),
    SERIAL(ANY, PHASE),
    STRATEGY(TEXT, PHASE),
    ORDER(TEXT, PHASE),
    MAX_FAIL_PERCENTAGE(NUMBER, PHASE),
    FORCE_HANDLERS(FLAG, PHASE),

    ID(TEXT, PHASE, BLOCK, TASK),
    PHASE_NAME("phase", TEXT, true, PHASE),
    NEEDS(NAMES, PHASE, TASK),
    RISK(TEXT, TASK),
    CONFIRM(ANY, TASK),
    READ_ONLY(FLAG, TASK),
    READS(NAMES, TASK),
    PREDICT(ANY, TASK),
    TOUCHES(NAMES, TASK),
    GATE(ANY, false, PHASE, TASK),
    UNDO(ANY, false, TASK);

    /** What a task says beforehand about a command; only modules that have a parameter of that name know what it means. */
    public static final List<Keyword> OF_COMMANDS = List.of(READ_ONLY, READS, PREDICT, TOUCHES);

    /** Where a keyword may stand. */
    public enum Level {
        PHASE,
        BLOCK,
        TASK
    }

    /** What a keyword's value looks like. */
    public enum Form {
        /** A text, possibly a template. */
        TEXT,
        /** A bare expression or a list of them, all of which must hold. */
        CONDITION,
        /** A boolean, possibly a template. */
        FLAG,
        /** A list of names; one alone and a comma-separated text are lists too. */
        NAMES,
        /** A number, possibly a template. */
        NUMBER,
        /** A mapping. */
        MAPPING,
        /** A list of tasks and blocks. */
        TASKS,
        /** Anything; whoever uses it checks it. */
        ANY
    }

    private final String word;
    private final Form form;
    private final boolean supported;
    private final Set<Level> levels;

    Keyword(Form form, Level... levels) {
        this("", form, true, levels);
    }

    Keyword(Form form, boolean supported, Level... levels) {
        this("", form, supported, levels);
    }

    Keyword(String word, Form form, boolean supported, Level... levels) {
        this.word = word.isEmpty() ? name().toLowerCase(Locale.ROOT) : word;
        this.form = form;
        this.supported = supported;
        this.levels = EnumSet.copyOf(List.of(levels));
    }

    /** The word as written in a runbook. */
    public String word() {
        return word;
    }

    public Form form() {
        return form;
    }

    /** Whether Sluice carries it out; one that it does not is an error, not a silent loss. */
    public boolean supported() {
        return supported;
    }

    public boolean allowedAt(Level level) {
        return levels.contains(level);
    }

    /** The keyword with a word, if there is one. */
    public static Optional<Keyword> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** The words allowed at a level. */
    public static List<String> words(Level level) {
        return Arrays.stream(values())
                .filter(each -> each.allowedAt(level))
                .map(Keyword::word)
                .toList();
    }
}
