package dev.sluice.testing;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import dev.sluice.variables.Hosts;
import dev.sluice.variables.VariableLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An inventory of one host. */
record OneHost(String name, Map<String, @Nullable Object> values) implements Hosts {
    @Override
    public boolean isLimited() {
        return false;
    }

    @Override
    public List<String> matching(String pattern) {
        return all();
    }

    @Override
    public List<String> matching(String pattern, @Nullable Span span, Diagnostics diagnostics) {
        return all();
    }

    @Override
    public List<VariableLayers.Layer> variables(String host, Path directory) {
        return List.of(new VariableLayers.Layer(values, false));
    }

    @Override
    public Map<String, List<String>> groups() {
        return Map.of("all", all());
    }

    @Override
    public List<String> groupsOf(String host) {
        return List.of();
    }

    @Override
    public List<String> all() {
        return List.of(name);
    }

    @Override
    public String directory() {
        return "";
    }

    @Override
    public String file() {
        return "";
    }
}
