package dev.sluice.run;

import dev.sluice.runbook.Keyword;
import dev.sluice.runbook.Keywords;
import dev.sluice.runbook.Task;
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
record TagFilter(List<String> only, List<String> skip) {
    boolean selects(Task task) {
        return selects(tags(task));
    }

    boolean selects(Set<String> tags) {
        boolean always = tags.contains("always");
        Set<String> own = new LinkedHashSet<>(tags);
        own.remove("always");
        boolean wanted = only.isEmpty() || only.contains("all") ? !tags.contains("never") : isNamed(tags, only, own);
        boolean selected = wanted || always && !skip.contains("always");
        return selected && !isSkipped(tags, own, always);
    }

    private static boolean isNamed(Set<String> tags, List<String> words, Set<String> own) {
        return words.stream().anyMatch(tags::contains)
                || words.contains("tagged") && !own.isEmpty() && !own.equals(Set.of("never"))
                || words.contains("untagged") && own.isEmpty();
    }

    private boolean isSkipped(Set<String> tags, Set<String> own, boolean always) {
        if (skip.isEmpty()) {
            return false;
        }
        if (skip.contains("all")) {
            return !always || skip.contains("always");
        }
        return isNamed(tags, skip, own);
    }

    /** The tags of a task and of everything that it stands in. */
    static Set<String> tags(Task task) {
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
