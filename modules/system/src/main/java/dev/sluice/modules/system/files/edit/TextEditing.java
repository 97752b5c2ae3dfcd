package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.AttributeChange;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text file that a task edits: what lineinfile, blockinfile and replace have in common. Links are followed, the link
 * itself stays.
 *
 * @param facts the target
 * @param path absolute
 * @param wanted the attributes that the file is to have
 * @param validate a command that has to accept the new content; or null
 * @param backup whether the old file is kept
 */
record TextEditing(
        Facts facts,
        String path,
        WantedAttributes wanted,
        @Nullable String validate,
        boolean backup) {
    private static final String ATTRIBUTES = "ownership, perms or SE linux context changed";

    static TextEditing of(
            Facts facts, String path, WantedAttributes wanted, @Nullable String validate, boolean backup) {
        TextEditing editing = new TextEditing(facts, PathParameter.absolute(facts, path), wanted, validate, backup);
        List<Fact<?>> questions = new ArrayList<>(wanted.questions());
        questions.add(new FileAt(editing.path()));
        questions.add(new ContentOf(editing.path()));
        questions.add(new FileAt(TargetPath.parent(editing.path())));
        questions.add(new CurrentUser());
        facts.prefetch(questions.toArray(Fact[]::new));
        return editing;
    }

    /**
     * The content of the file.
     *
     * @return null if the file does not exist
     * @throws TaskFailure if something else is there, or it cannot be read
     */
    @Nullable
    Bytes content() {
        Content content = facts.get(new ContentOf(path));
        return switch (content.state()) {
            case READ -> content.bytes();
            case ABSENT -> null;
            case DIRECTORY -> throw new TaskFailure("Path " + path + " is a directory !", Map.of("rc", 256L));
            case HIDDEN, UNREADABLE ->
                throw new TaskFailure("user " + facts.user() + " may not read " + path + "", "use become");
            case SPECIAL -> throw new TaskFailure(path + " is not a regular file");
            case TOO_LARGE ->
                throw new TaskFailure(
                        path + " is larger than " + ContentOf.LIMIT + " bytes, too large to be edited",
                        "use a command instead");
        };
    }

    /** Bytes as a text in which every character is a byte. */
    static String bytesAsText(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    /** A text of the task as it is in a file: every character a byte of its UTF-8 form. */
    static String asBytes(String text) {
        return bytesAsText(Bytes.of(text));
    }

    /**
     * The plan that gives the file another content.
     *
     * @param before null if the file does not exist
     * @param after every character is a byte
     * @param message what is said if the content changes
     * @param values what is returned besides
     * @param backupKey under which name the backup's path is returned
     * @param converges whether the same task would change nothing more afterwards; if not, it changes the file in every
     *     run, as an event
     */
    Plan rewritten(
            @Nullable Bytes before,
            String after,
            String message,
            Map<String, Object> values,
            String backupKey,
            boolean converges) {
        FileStatus status = PathParameter.followed(facts, path);
        Bytes bytes = Bytes.of(after.getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> returned = new LinkedHashMap<>(values);
        WantedAttributes.Resolved attributes = wanted.resolve(facts);
        if (before != null && before.equals(bytes)) {
            List<Change> changes = AttributePlan.changes(facts, status, attributes);
            returned.put("msg", changes.isEmpty() ? "" : ATTRIBUTES);
            return Plan.changes(changes, returned).withCompletion(outcomes -> returned);
        }
        List<Change> changes = new ArrayList<>();
        if (before == null) {
            new DirectoryMaking(facts, WantedAttributes.NONE.resolve(facts))
                    .make(List.of(TargetPath.parent(status.path())))
                    .ifPresent(changes::add);
        }
        Facts then = facts.after(changes);
        FileWriting writing = new FileWriting(then, attributes, validate, backup);
        Change write = writing.edit(status, before, bytes);
        changes.add(converges ? write : write.withKind(Change.Kind.EVENT));
        boolean alsoAttributes =
                before != null && !attributes.difference(status).equals(AttributeChange.NONE);
        returned.put("msg", alsoAttributes ? message + " and " + ATTRIBUTES : message);
        if (backup && before != null) {
            returned.put(backupKey, writing.backupPath(status.path()));
        }
        // planned again afterwards there is nothing left to tell, so what was done is told here
        return Plan.changes(changes, returned).withCompletion(outcomes -> returned);
    }
}
