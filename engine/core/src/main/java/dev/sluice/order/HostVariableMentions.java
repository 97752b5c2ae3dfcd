package dev.sluice.order;

import dev.sluice.source.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks in texts for {@code hostvars}: of which hosts they read the variables. */
public final class HostVariableMentions {
    private static final Pattern MENTION = Pattern.compile(
            "\\bhostvars\\b(?:\\s*\\[\\s*(?:['\"]([^'\"]+)['\"]|(inventory_hostname))\\s*\\]|\\.(\\w+)\\b(?!\\s*\\())?");

    /** A template that is longer is not looked through, and what it reads is noticed when it is used. */
    private static final long LONGEST_FILE = 1 << 20;

    private final Set<String> hosts = new LinkedHashSet<>();
    private boolean any;

    /** The hosts that are named. */
    public Set<String> hosts() {
        return hosts;
    }

    /** Whether some are not named in the text but computed. */
    public boolean any() {
        return any;
    }

    public void text(String text) {
        if (!text.contains("hostvars")) {
            return;
        }
        Matcher mention = MENTION.matcher(text);
        while (mention.find()) {
            String named = mention.group(1) != null ? mention.group(1) : mention.group(3);
            if (named != null) {
                hosts.add(named);
            } else {
                any |= mention.group(2) == null;
            }
        }
    }

    public void node(Node node) {
        if (node instanceof Node.Scalar scalar) {
            text(scalar.text());
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(this::node);
        } else if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> {
                node(entry.key());
                node(entry.value());
            });
        }
    }

    /** A value of a variable, which may be a template. */
    public void value(@Nullable Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Collection<?> items) {
            items.forEach(this::value);
        } else if (value instanceof Map<?, ?> entries) {
            entries.values().forEach(this::value);
        }
    }

    /** The first of some files that is there. */
    public void file(List<Path> candidates) {
        candidates.stream().filter(Files::isRegularFile).findFirst().ifPresent(file -> {
            try {
                if (Files.size(file) <= LONGEST_FILE) {
                    text(Files.readString(file));
                }
            } catch (IOException unreadable) {
                // The task that uses it reports that.
                any = true;
            }
        });
    }
}
