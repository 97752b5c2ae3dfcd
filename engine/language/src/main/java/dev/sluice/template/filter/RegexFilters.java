package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Regex;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Filters with regular expressions. */
final class RegexFilters implements Family {
    private static final String POSIX_SPECIAL = "[].*^$\\";

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "regex_search(regex, *groups, **options)",
                "regex_findall(regex, multiline?, ignorecase?)",
                "regex_replace(pattern?, replacement?, ignorecase?, multiline?, count?)",
                "regex_escape(re_type?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "regex_search" -> search(call);
            case "regex_findall" ->
                Regex.compile(call.text("regex"), call.flag("ignorecase", false), call.flag("multiline", false))
                        .findAll(call.text());
            case "regex_replace" ->
                Regex.compile(call.text("pattern", ""), call.flag("ignorecase", false), call.flag("multiline", false))
                        .replace(call.text(), call.text("replacement", ""), call.integer("count", 0))
                        .text();
            case "regex_escape" -> escape(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static @Nullable Object search(Call call) {
        boolean ignoreCase = option(call, "ignorecase");
        boolean multiline = option(call, "multiline");
        Regex regex = Regex.compile(call.text("regex"), ignoreCase, multiline);
        Matcher matcher = regex.matcher(call.text());
        if (!matcher.find()) {
            return null;
        }
        OwnList groups = new OwnList();
        for (Object wanted : call.rest()) {
            groups.add(regex.group(matcher, reference(Text.of(wanted))));
        }
        return groups.isEmpty() ? matcher.group() : groups;
    }

    private static boolean option(Call call, String name) {
        for (String given : call.named().keySet()) {
            if (!given.equals("ignorecase") && !given.equals("multiline") && !given.equals("regex")) {
                throw new OperationException("'regex_search' has no argument '" + given + "'");
            }
        }
        return Types.truth(call.named().get(name));
    }

    private static String reference(String wanted) {
        if (wanted.startsWith("\\g<") && wanted.endsWith(">")) {
            return wanted.substring(3, wanted.length() - 1);
        } else if (wanted.startsWith("\\")) {
            return wanted.substring(1);
        }
        throw new OperationException(
                "Unknown argument " + Text.quoted(wanted), "name a group: '\\\\1' or '\\\\g<name>'");
    }

    private static String escape(Call call) {
        String type = call.text("re_type", "python");
        if (type.equals("python")) {
            return Regex.escape(call.text());
        } else if (!type.equals("posix_basic")) {
            throw new OperationException("'regex_escape' knows only 'python' and 'posix_basic'");
        }
        StringBuilder out = new StringBuilder();
        for (char c : call.text().toCharArray()) {
            out.append(POSIX_SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return out.toString();
    }
}
