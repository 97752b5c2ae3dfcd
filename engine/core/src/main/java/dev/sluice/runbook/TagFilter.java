package dev.sluice.runbook;

import dev.sluice.source.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tasks are run, by {@code --tags} and {@code --skip-tags}, with Ansible's special tags {@code always},
 * {@code never}, {@code tagged}, {@code untagged} and {@code all}.
 *
 * @param only run only tasks with one of these; empty for all
 * @param skip run no task with one of these
 */
public record TagFilter(List<String> only, List<String> skip) {
    public boolean selects(Task task) {
        return selects(tags(task));
    }

    public boolean selects(Set<String> tags) {
        return isWanted(tags) && !isSkipped(tags);
    }

    private boolean isWanted(Set<String> tags) {
        boolean all = only.isEmpty() || only.contains("all") || only.contains("tagged") && !tags.isEmpty();
        return tags.contains("always") || all && !tags.contains("never") || isNamed(tags, only);
    }

    private boolean isSkipped(Set<String> tags) {
        if (skip.contains("all")) {
            return !tags.contains("always") || skip.contains("always");
        }
        return isNamed(tags, skip) || skip.contains("tagged") && !tags.isEmpty();
    }

    private static boolean isNamed(Set<String> tags, List<String> words) {
        return words.stream().anyMatch(tags::contains) || words.contains("untagged") && tags.isEmpty();
    }

    /** The tags of a task and of everything that it stands in. */
    public static Set<String> tags(Task task) {
        Set<String> tags = new LinkedHashSet<>();
        for (Keywords keywords : task.scope()) {
            keywords.get(Keyword.TAGS).ifPresent(node -> collect(node, tags));
        }
        return tags;
    }

    private static void collect(Node node, Set<String> tags) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, tags));
        } else if (node instanceof Node.Scalar scalar) {
            for (String tag : scalar.text().split(",")) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
    }
}
