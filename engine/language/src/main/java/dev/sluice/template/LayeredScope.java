package dev.sluice.template;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Variables before those of another scope.
 *
 * @param front the values that come first; their texts are no templates
 */
record LayeredScope(Map<String, Object> front, Scope back) implements Scope {
    @Override
    public @Nullable Object lookup(String name) {
        return front.containsKey(name) ? front.get(name) : back.lookup(name);
    }

    @Override
    public Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(back.names());
        names.addAll(front.keySet());
        return names;
    }

    @Override
    public List<Path> directories() {
        return back.directories();
    }

    @Override
    public boolean holdsTemplates(String name) {
        return !front.containsKey(name) && back.holdsTemplates(name);
    }
}
