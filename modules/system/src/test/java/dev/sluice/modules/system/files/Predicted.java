package dev.sluice.modules.system.files;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Plan;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.testing.CheckedWorld;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import java.nio.file.Path;
import java.util.Map;

/** A check without an apply: the machine is only read. */
public final class Predicted {
    private final CheckedWorld world;
    private Map<String, Object> values = Map.of();
    private String status = "";

    private Predicted(CheckedWorld world) {
        this.world = world;
    }

    public static Predicted of(Path directory, ModuleTester.Task<?>... tasks) {
        Predicted predicted = new Predicted(CheckedWorld.of(LocalShell.plain(), new DirectoryController(directory)));
        for (ModuleTester.Task<?> task : tasks) {
            predicted.task(task);
        }
        return predicted;
    }

    /** Predicts effects, for things that cannot be done on this machine. */
    public Predicted with(Effect... effects) {
        world.after(effects);
        return this;
    }

    /** What the last task registers. */
    public Map<String, Object> values() {
        return values;
    }

    /** {@code ok}, {@code changed} or {@code undecided}. */
    public String status() {
        return status;
    }

    public <V> Answer<V> ask(Fact<V> fact) {
        return world.ask(fact);
    }

    public <P extends Record> Predicted task(ModuleTester.Task<P> task) {
        try {
            Plan plan = world.check(task);
            values = plan.values();
            status = plan.changes().isEmpty() ? "ok" : "changed";
        } catch (UnknownAnswerException unknown) {
            values = Map.of();
            status = "undecided";
        }
        return this;
    }
}
