package dev.sluice.inventory;

import dev.sluice.python.OperationException;
import dev.sluice.python.Regex;
import dev.sluice.python.ShellPattern;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import dev.sluice.spi.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Ansible's host patterns: names of hosts and groups, {@code *} and {@code ?}, {@code ~regex}, {@code group[0]} and
 * {@code group[1:3]} (ends included), joined by {@code ,} or {@code :}; {@code &x} restricts and {@code !x} excludes,
 * wherever they stand. Other than in Ansible, a part that matches nothing is an error: it is a typing mistake, and in an
 * exclusion a dangerous one.
 */
final class HostPattern {
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s:\\[\\]]*(\\[[^\\]]*][^\\s:\\[\\]]*)*|(?=.*::|(?:[^:]*:){7})[0-9a-fA-F:.]+|\\[.+]:[0-9]+");
    private static final Pattern COLON_PART = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*])+");
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))]");

    private final GroupTree tree;
    private final @Nullable Span span;
    private final Diagnostics diagnostics;

    HostPattern(GroupTree tree, @Nullable Span span, Diagnostics diagnostics) {
        this.tree = tree;
        this.span = span;
        this.diagnostics = diagnostics;
    }

    /** The parts of a pattern. A colon does not separate within an IPv6 address or brackets. */
    static List<String> split(String pattern) {
        List<String> parts = new ArrayList<>();
        if (pattern.contains(",")) {
            for (String part : pattern.split(",")) {
                parts.add(part.strip());
            }
        } else if (ADDRESS.matcher(pattern.strip()).matches()) {
            parts.add(pattern.strip());
        } else {
            Matcher matcher = COLON_PART.matcher(pattern);
            while (matcher.find()) {
                parts.add(matcher.group());
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** The hosts that the parts mean together. */
    List<String> evaluate(List<String> parts) {
        List<String> positive = parts.stream().filter(part -> !isPrefixed(part)).toList();
        Set<String> hosts = new LinkedHashSet<>();
        if (positive.isEmpty() && !parts.isEmpty()) {
            hosts.addAll(tree.hosts(Group.ALL));
        }
        positive.forEach(part -> hosts.addAll(match(part)));
        parts.stream().filter(part -> part.startsWith("&")).forEach(part -> hosts.retainAll(match(part.substring(1))));
        parts.stream().filter(part -> part.startsWith("!")).forEach(part -> hosts.removeAll(match(part.substring(1))));
        return List.copyOf(hosts);
    }

    private static boolean isPrefixed(String part) {
        return part.startsWith("!") || part.startsWith("&");
    }

    private Collection<String> match(String part) {
        if (tree.hosts().contains(part)) {
            return List.of(part);
        }
        Matcher subscript = SUBSCRIPT.matcher(part);
        if (part.startsWith("~") || !subscript.matches()) {
            return named(part);
        }
        List<String> hosts = List.copyOf(named(subscript.group(1)));
        return hosts.isEmpty() ? hosts : slice(hosts, subscript, part);
    }

    private List<String> slice(List<String> hosts, Matcher subscript, String part) {
        if (subscript.group(2) != null) {
            int index = Integer.parseInt(subscript.group(2));
            int position = index < 0 ? hosts.size() + index : index;
            if (position < 0 || position >= hosts.size()) {
                diagnostics.error(
                        span,
                        "there is no '" + part + "': '" + subscript.group(1) + "' has " + hosts.size() + " hosts",
                        "they are counted from 0; -1 is the last");
                return List.of();
            }
            return List.of(hosts.get(position));
        }
        int from = Math.min(Integer.parseInt(subscript.group(3)), hosts.size());
        String last = subscript.group(4);
        int to = last.isEmpty() ? hosts.size() : Math.min(Integer.parseInt(last) + 1, hosts.size());
        if (from >= to) {
            diagnostics.error(
                    span,
                    "'" + part + "' means no host: '" + subscript.group(1) + "' has " + hosts.size() + " hosts",
                    "they are counted from 0, and both ends are included");
            return List.of();
        }
        return hosts.subList(from, to);
    }

    private Collection<String> named(String name) {
        try {
            return named(name, predicate(name));
        } catch (PatternSyntaxException invalid) {
            diagnostics.error(span, "'" + name + "' is not a valid pattern: " + invalid.getDescription(), "");
        } catch (OperationException wrong) {
            diagnostics.error(span, "'" + name + "' is not a valid pattern: " + wrong.getMessage(), wrong.hint());
        }
        return List.of();
    }

    private Collection<String> named(String name, Predicate<String> matches) {
        List<String> groups = tree.groups().keySet().stream().filter(matches).toList();
        Set<String> hosts = new LinkedHashSet<>();
        groups.forEach(group -> hosts.addAll(tree.hosts(group)));
        boolean wild = name.startsWith("~") || name.matches(".*[.?*\\[].*");
        if (groups.isEmpty() || wild) {
            tree.hosts().stream().filter(matches).forEach(hosts::add);
        }
        if (hosts.isEmpty() && Inventory.LOCALHOST.contains(name)) {
            hosts.add(name);
        }
        if (hosts.isEmpty() && groups.isEmpty()) {
            reportUnmatched(name, wild);
        }
        return hosts;
    }

    private void reportUnmatched(String name, boolean wild) {
        List<String> known = new ArrayList<>(tree.groups().keySet());
        known.addAll(tree.hosts());
        String near = Suggestions.didYouMean(name, known);
        String message = wild
                ? "no host and no group matches '" + name + "'"
                : "unknown host or group '" + name + "' in the inventory";
        String empty = tree.hosts().isEmpty()
                ? "the inventory has no hosts; name one with -i"
                : "'sluice inventory' lists them";
        diagnostics.error(span, message, near.isEmpty() ? empty : near);
    }

    private static Predicate<String> predicate(String name) {
        if (name.startsWith("~")) {
            Regex regex = Regex.compile(name.substring(1), false, false);
            return candidate -> regex.matcher(candidate).lookingAt();
        }
        if (!name.matches("(?s).*[*?\\[].*")) {
            return name::equals;
        }
        return ShellPattern.of(name)::matches;
    }
}
