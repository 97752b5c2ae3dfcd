package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.AttributeChange;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.AttributesChanged;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.OtherNames;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes of mode, owner and group of a file that is there. */
public final class AttributePlan {
    private AttributePlan() {}

    /** The changes that give a file the wanted attributes: none or one. */
    public static List<Change> changes(Facts facts, FileStatus status, WantedAttributes.Resolved wanted) {
        AttributeChange change = wanted.difference(status);
        if (change.equals(AttributeChange.NONE)) {
            return List.of();
        }
        requirePermission(facts, status, change);
        List<Effect> effects = new ArrayList<>(OtherNames.changed(Map.of(status, change)));
        effects.add(new AttributesChanged(Map.of(status.path(), change)));
        return List.of(Change.of(
                status.path(),
                what(change),
                describe(change, status.attributes()),
                describe(change, change.apply(status.attributes())),
                steps(status, change, wanted),
                effects));
    }

    private static void requirePermission(Facts facts, FileStatus status, AttributeChange change) {
        CurrentUser.Identity me = facts.get(new CurrentUser());
        if (me.isRoot()) {
            return;
        }
        boolean owns = status.attributes().uid().isKnown()
                ? status.attributes().uid().get() == me.uid()
                : status.attributes().owner().get().equals(me.user());
        if (!owns || change.uid().isPresent()) {
            throw new TaskFailure(
                    "user " + me.user() + " may not change the " + what(change) + " of " + status.path() + "",
                    "use become");
        }
    }

    public static String what(AttributeChange change) {
        boolean owner = change.uid().isPresent() || change.gid().isPresent();
        return change.mode().isEmpty() ? "owner" : owner ? "owner and mode" : "mode";
    }

    /** The owner first: changing it takes set-id bits away. */
    public static List<Step<?>> steps(FileStatus status, AttributeChange change, WantedAttributes.Resolved wanted) {
        return List.of(Steps.Run.of(Script.join(" && ", commands(status, change, wanted)))
                .exact());
    }

    public static List<Script> commands(FileStatus status, AttributeChange change, WantedAttributes.Resolved wanted) {
        List<Script> commands = new ArrayList<>();
        String owner = change.uid().isPresent() && wanted.owner() != null
                ? wanted.owner().given()
                : "";
        String group = change.gid().isPresent() && wanted.group() != null
                ? ":" + wanted.group().given()
                : "";
        if (!owner.isEmpty() || !group.isEmpty()) {
            Script link = status.isLink() ? Script.of("-h ") : Script.of("");
            commands.add(Script.of("chown {}{} {}", link, owner + group, status.path()));
        }
        if (change.mode().isPresent()) {
            int bits = change.mode().get().get();
            if (status.isDirectory()) {
                // GNU chmod keeps a directory's set-id bits unless the number has five digits
                commands.add(Script.of("chmod {} {}", "0" + FileMode.format(bits), status.path()));
            } else {
                commands.add(Script.of("chmod {} {}", FileMode.format(bits), status.path()));
            }
        }
        return commands;
    }

    private static String describe(AttributeChange change, Attributes attributes) {
        List<String> parts = new ArrayList<>();
        if (change.mode().isPresent()) {
            parts.add(text(attributes.mode().map(FileMode::format)));
        }
        if (change.uid().isPresent() || change.gid().isPresent()) {
            parts.add(name(attributes.owner(), attributes.uid()) + ":" + name(attributes.group(), attributes.gid()));
        }
        return String.join(" ", parts);
    }

    private static String name(Answer<String> name, Answer<Long> id) {
        return name.isKnown() && !name.get().isEmpty() ? name.get() : text(id);
    }

    private static String text(Answer<?> part) {
        return part.isKnown() ? String.valueOf(part.get()) : "?";
    }
}
