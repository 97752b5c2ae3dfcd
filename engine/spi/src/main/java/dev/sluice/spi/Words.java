package dev.sluice.spi;

import dev.sluice.spi.value.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of texts that may name something; for what nobody can say better, see {@link SuspectedEffect}. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("[^\\s'\"=;|&<>(){}`$,]+");

    private Words() {}

    /** Every word in every text of a record of parameters, secrets apart: what a task could mean by them. */
    public static Set<String> of(Record parameters) {
        Set<String> found = new LinkedHashSet<>();
        collect(parameters, found);
        return found;
    }

    /** Every word of a shell command line that could name something. */
    public static Set<String> of(String commandLine) {
        Set<String> found = new LinkedHashSet<>();
        collect(commandLine, found);
        return found;
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
