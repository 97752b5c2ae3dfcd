package dev.sluice.inventory;

import dev.sluice.python.Literal;
import dev.sluice.python.OperationException;
import dev.sluice.python.ShellWords;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an inventory in Ansible's INI format. */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern GROUP_NAME = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private final SourceFile file;
    private final InventoryBuilder builder;
    private final Diagnostics diagnostics;
    private final Set<String> declared = new LinkedHashSet<>(List.of(Group.ALL, Group.UNGROUPED));
    private final Map<String, Span> mentioned = new LinkedHashMap<>();
    private String group = Group.UNGROUPED;
    private String section = "hosts";

    private IniInventory(SourceFile file, InventoryBuilder builder) {
        this.file = file;
        this.builder = builder;
        this.diagnostics = builder.diagnostics();
    }

    static void read(SourceFile file, InventoryBuilder builder) {
        new IniInventory(file, builder).readLines();
    }

    private void readLines() {
        int start = 0;
        for (String line : file.text().split("\n", -1)) {
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith(";")) {
                int indent = line.indexOf(content);
                line(content, new Span(file, start + indent, start + indent + content.length()));
            }
            start += line.length() + 1;
        }
        mentioned.forEach((name, span) -> {
            if (!declared.contains(name)) {
                diagnostics.error(
                        span,
                        "unknown group '" + name + "'",
                        dev.sluice.spi.Suggestions.closest(name, declared)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("declare it with a section [" + name + "]"));
            }
        });
    }

    private void line(String content, Span span) {
        Matcher header = SECTION.matcher(content);
        if (header.matches()) {
            section(header.group(1), header.group(2) == null ? "hosts" : header.group(2), span);
        } else if (content.startsWith("[") && content.endsWith("]")) {
            diagnostics.error(span, "not a section", "write [group], [group:children] or [group:vars], no blanks");
        } else if (section.equals("vars")) {
            variable(content, span);
        } else if (section.equals("children")) {
            child(content, span);
        } else {
            hosts(content, span);
        }
    }

    private void section(String name, String kind, Span span) {
        if (!List.of("hosts", "children", "vars").contains(kind)) {
            String near = dev.sluice.spi.Suggestions.didYouMean(kind, List.of("children", "vars", "hosts"));
            diagnostics.error(
                    span, "a section cannot be ':" + kind + "'", near.isEmpty() ? "use :children or :vars" : near);
        }
        group = name;
        section = kind;
        builder.group(name);
        if (kind.equals("vars")) {
            if (!declared.contains(name)) {
                mentioned.putIfAbsent(name, span);
            }
        } else {
            declared.add(name);
        }
    }

    private void variable(String content, Span span) {
        int equals = content.indexOf('=');
        if (equals < 1) {
            diagnostics.error(span, "'name=value' is expected in a section [" + group + ":vars]", "");
            return;
        }
        String name = content.substring(0, equals).strip();
        Object value = Literal.valueOf(content.substring(equals + 1).strip());
        builder.groupVariable(group, name, new Variable(value, span));
    }

    private void child(String content, Span span) {
        Matcher name = GROUP_NAME.matcher(content);
        if (name.matches()) {
            mentioned.putIfAbsent(name.group(1), span);
            builder.child(group, name.group(1), span);
        } else {
            diagnostics.error(span, "the name of a group is expected in a section [" + group + ":children]", "");
        }
    }

    private void hosts(String content, Span span) {
        try {
            List<String> words = ShellWords.splitWithComments(content);
            if (words.isEmpty()) {
                return;
            }
            if (words.get(0).equals("---")) {
                diagnostics.error(span, "this looks like YAML in an INI inventory", "name the file with .yml");
                return;
            }
            HostNames hosts = HostNames.parse(words.get(0));
            Map<String, Variable> variables = variables(words.subList(1, words.size()), span);
            for (String host : hosts.names()) {
                builder.host(group, host);
                if (hosts.port() != null) {
                    builder.hostVariable(host, "ansible_port", new Variable(hosts.port(), span));
                }
                variables.forEach((name, variable) -> builder.hostVariable(host, name, variable));
            }
        } catch (HostNames.InvalidRangeException | OperationException wrong) {
            diagnostics.error(span, String.valueOf(wrong.getMessage()), "");
        }
    }

    private Map<String, Variable> variables(List<String> words, Span span) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                diagnostics.error(
                        span,
                        "'name=value' is expected after the host, and this is '" + word + "'",
                        "write no blanks around '=', put values with blanks in quotes, and one host in a line");
                continue;
            }
            Object value = Literal.valueOf(word.substring(equals + 1));
            variables.put(word.substring(0, equals), new Variable(value, span));
        }
        return variables;
    }
}
