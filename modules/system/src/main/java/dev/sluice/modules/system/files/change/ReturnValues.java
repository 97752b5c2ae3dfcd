package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Ansible's file modules return about the file they managed. */
public final class ReturnValues {
    private ReturnValues() {}

    /** {@code mode}, {@code owner}, {@code group}, {@code uid}, {@code gid}, {@code size} and {@code state}. */
    public static Map<String, Object> of(FileStatus status) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!status.exists()) {
            values.put("state", "absent");
            return values;
        }
        Attributes attributes = status.attributes();
        values.put("uid", attributes.uid().toValue());
        values.put("gid", attributes.gid().toValue());
        values.put("owner", name(attributes.owner(), attributes.uid()));
        values.put("group", name(attributes.group(), attributes.gid()));
        values.put("mode", attributes.mode().map(ReturnValues::mode).toValue());
        values.put("size", attributes.size().toValue());
        values.put("state", state(status));
        return values;
    }

    /** A name, or as text the number that has none. */
    private static Object name(Answer<String> name, Answer<Long> number) {
        return name.flatMap(text -> text.isEmpty() ? number.map(String::valueOf) : Answer.of(text))
                .toValue();
    }

    /** In octal with a leading zero: {@code 0644}, {@code 04755}. */
    private static String mode(int bits) {
        return "0" + String.format(Locale.ROOT, "%03o", bits);
    }

    /** The same after a plan's changes, as far as that can be told. */
    public static Map<String, Object> after(Facts facts, List<Change> changes, String path) {
        Answer<FileStatus> status = facts.after(changes).ask(new FileAt(path));
        return status.isKnown() ? of(status.get()) : Map.of();
    }

    /** Ansible's word for what a path is. */
    public static String state(FileStatus status) {
        return switch (status.kind()) {
            case ABSENT, HIDDEN -> "absent";
            case LINK -> "link";
            case DIRECTORY -> "directory";
            default -> {
                Long names = status.attributes().hardLinks().orNull();
                yield status.kind() == FileKind.FILE && names != null && names > 1 ? "hard" : "file";
            }
        };
    }
}
