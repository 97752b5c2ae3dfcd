package dev.sluice.template.filter;

import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filter {@code comment}, which makes a comment of a text in one of several styles. */
final class CommentFilter implements Family {
    private static final Map<String, Map<String, String>> STYLES = Map.of(
            "plain", Map.of("decoration", "# "),
            "erlang", Map.of("decoration", "% "),
            "c", Map.of("decoration", "// "),
            "cblock", Map.of("beginning", "/*", "decoration", " * ", "end", " */"),
            "xml", Map.of("beginning", "<!--", "decoration", " - ", "end", "-->"));

    @Override
    public List<Signature> signatures() {
        return Signature.all(Handling.WHOLE, "comment(style?, **settings)");
    }

    @Override
    public Object apply(Call call) {
        String style = call.text("style", "plain");
        Map<String, String> usual = STYLES.get(style);
        if (usual == null) {
            throw new OperationException("unknown comment style '" + style + "'", "it is one of " + STYLES.keySet());
        }
        Map<String, Object> settings = new LinkedHashMap<>(usual);
        settings.putAll(call.named());
        settings.remove("style");
        String newline = text(settings, "newline", "\n");
        String decoration = text(settings, "decoration", "");
        String edge = decoration.stripTrailing();
        String body = (decoration + call.text().replace(newline, newline + decoration))
                .replace(decoration + newline, edge + newline);
        String beginning = text(settings, "beginning", "");
        String end = text(settings, "end", "");
        return (beginning.isEmpty() ? "" : beginning + newline)
                + prefix(text(settings, "prefix", edge), newline).repeat(count(settings, "prefix_count"))
                + body
                + (newline + text(settings, "postfix", edge)).repeat(count(settings, "postfix_count"))
                + (end.isEmpty() ? "" : newline + end);
    }

    private static String prefix(String prefix, String newline) {
        return prefix.isEmpty() ? "" : prefix.equals(newline) ? newline : prefix + newline;
    }

    private static String text(Map<String, Object> settings, String name, String usual) {
        return settings.containsKey(name) ? Text.of(settings.get(name)) : usual;
    }

    private static int count(Map<String, Object> settings, String name) {
        Object count = settings.getOrDefault(name, 1L);
        if (!Types.isInteger(count)) {
            throw new OperationException("'" + name + "' must be a whole number");
        }
        return (int) Math.max(0, Math.min(1000, Numbers.integer(count).longValue()));
    }
}
