package dev.sluice.spi;

import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something may have happened to the named resources, and nothing is known about what: every fact that names one of
 * them, or a path above or below one, becomes unknown.
 *
 * @param names paths and resource names
 * @param reason what the answers then depend on
 */
public record SuspectedEffect(Set<String> names, String reason) implements Effect {
    private static final Pattern WORD = Pattern.compile("[^\\s'\"=;|&<>(){}`$,]+");

    public SuspectedEffect {
        names = Set.copyOf(names);
    }

    /** Every word in every text of a record of parameters: what a task could mean by them. */
    public static Set<String> namesIn(Record parameters) {
        Set<String> found = new LinkedHashSet<>();
        collect(parameters, found);
        return found;
    }

    /** Every word in every text of an effect: what it could alter. */
    public static Set<String> alteredBy(Effect effect) {
        if (effect instanceof SuspectedEffect suspected) {
            return suspected.names();
        }
        return effect instanceof Record described ? namesIn(described) : Set.of();
    }

    /** Every word of a shell command line that could name something. */
    public static Set<String> namesIn(String commandLine) {
        Set<String> found = new LinkedHashSet<>();
        collect(commandLine, found);
        return found;
    }

    @Override
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return overlap(fact.names(), names) ? Answer.unknown(reason) : world.before(fact);
    }

    /** Whether a name of one set is also in the other, or is a path above or below one of the other. */
    public static boolean overlap(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> overlaps(one, other)));
    }

    private static boolean overlaps(String named, String suspect) {
        return named.equals(suspect) || below(named, suspect) || below(suspect, named);
    }

    private static boolean below(String path, String parent) {
        return parent.startsWith("/")
                && parent.length() > 1
                && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
    }

    private static void collect(@Nullable Object value, Set<String> found) {
        if (value instanceof Secret) {
            return;
        }
        if (value instanceof String text) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                String word = matcher.group();
                found.add(word.length() > 1 && word.endsWith("/") ? word.substring(0, word.length() - 1) : word);
            }
        } else if (value instanceof Collection<?> many) {
            many.forEach(each -> collect(each, found));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                collect(key, found);
                collect(each, found);
            });
        } else if (value instanceof Record parameters) {
            for (RecordComponent component : parameters.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    collect(component.getAccessor().invoke(parameters), found);
                } catch (ReflectiveOperationException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }
}
