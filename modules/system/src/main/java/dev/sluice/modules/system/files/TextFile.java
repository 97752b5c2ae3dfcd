package dev.sluice.modules.system.files;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text file of the system that a module manages line by line, such as {@code /etc/fstab}.
 *
 * @param path where it is; links are followed
 * @param exists whether it is there
 * @param text its content; empty if it is not there
 * @param bytes the same as it was read
 */
public record TextFile(String path, boolean exists, String text, Bytes bytes) {
    /**
     * Reads a file.
     *
     * @throws TaskFailure if something other than a readable file is there
     */
    public static TextFile read(Facts facts, String path) {
        facts.prefetch(new ContentOf(path), new FileAt(path), new CurrentUser());
        Content content = facts.get(new ContentOf(path));
        return switch (content.state()) {
            case READ -> new TextFile(content.path(), true, content.bytes().text(), content.bytes());
            case ABSENT -> new TextFile(content.path(), false, "", Bytes.EMPTY);
            case HIDDEN, UNREADABLE ->
                throw new TaskFailure(facts.user() + " may not read " + path + "", "set become: true");
            default ->
                throw new TaskFailure(path + " should be a text file, but it is not ("
                        + content.state()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ') + ")");
        };
    }

    /** The lines without their newlines; a carriage return belongs to its line. */
    public List<String> lines() {
        return lines(text);
    }

    /** The lines of a text without their newlines; a carriage return belongs to its line. */
    public static List<String> lines(String text) {
        return linesWithEnds(text).stream()
                .map(line -> line.endsWith("\n") ? line.substring(0, line.length() - 1) : line)
                .toList();
    }

    /** The lines of a text with their newlines. */
    public static List<String> linesWithEnds(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }

    /**
     * The change that gives the file another content. Owner and mode of a file that exists stay.
     *
     * @param what which part of it is changed, for the report
     * @param newText the whole new content
     * @param newMode the permission bits of a file that is made
     * @param backup where the old file is copied first; or null
     */
    public Change rewritten(Facts facts, String what, String newText, int newMode, @Nullable String backup) {
        Bytes content = Bytes.of(newText);
        Steps.Write write = new Steps.Write(path, content, exists ? null : newMode, null, null, null, backup);
        Steps.Write step = write.on(exists ? new Steps.Write.Base.Content(bytes) : Steps.Write.Base.NOTHING);
        NewFile file = NewFile.file(attributes(facts, content, newMode), new FileContent.Exactly(content));
        return Change.of(
                        path,
                        what,
                        exists ? "present" : "",
                        "present",
                        List.of(step),
                        List.of(FilesPlaced.one(path, file)))
                .withDifference(new Change.Difference(path, text, path, newText));
    }

    private Attributes attributes(Facts facts, Bytes bytes, int newMode) {
        Attributes fresh = Attributes.unknown("how " + path + " is written by this run")
                .withSize(Answer.of((long) bytes.size()))
                .withHardLinks(Answer.of(1L));
        if (exists) {
            Attributes old = facts.get(new FileAt(path)).attributes();
            return fresh.withMode(old.mode()).withOwner(old.uid(), old.owner()).withGroup(old.gid(), old.group());
        }
        CurrentUser.Identity me = facts.get(new CurrentUser());
        return fresh.withMode(Answer.of(newMode))
                .withOwner(Answer.of(me.uid()), Answer.of(me.user()))
                .withGroup(Answer.of(me.gid()), Answer.of(me.group()));
    }
}
