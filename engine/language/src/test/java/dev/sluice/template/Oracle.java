package dev.sluice.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.template.syntax.Expression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of ansible-core that are recorded in the oracle directory. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Oracle() {}

    /**
     * A recorded expression.
     *
     * @param answer the JSON of ansible's value, or {@code !} if ansible fails
     * @param reason why the language differs; empty if it does not
     * @param own the JSON of the language's own value, or {@code !}, where it differs
     */
    record Expression(int line, String text, String answer, String reason, String own) {
        String expected() {
            return reason.isEmpty() ? answer : own;
        }
    }

    /** A recorded template. */
    record TemplateFile(String title, String mode, String text, String answer, String reason, String own) {
        String expected() {
            return reason.isEmpty() ? answer : own;
        }
    }

    static List<TemplateFile> templates() {
        List<TemplateFile> templates = new ArrayList<>();
        for (String record : read("templates.txt").split("(?m)^=== ")) {
            if (!record.contains("\n---\n")) {
                continue;
            }
            String title = record.substring(0, record.indexOf('\n'));
            String rest = record.substring(record.indexOf('\n') + 1, record.length() - 1);
            int answer = rest.indexOf("\n---\n");
            int reason = rest.indexOf("\n~~~ ");
            String given = rest.substring(answer + 5, reason < 0 ? rest.length() : reason);
            String why = reason < 0 ? "" : rest.substring(reason + 5);
            int own = why.indexOf('\n');
            templates.add(new TemplateFile(
                    title,
                    title.substring(0, title.indexOf(':')),
                    rest.substring(0, answer),
                    given,
                    own < 0 ? "" : why.substring(0, own),
                    own < 0 ? "" : why.substring(own + 1)));
        }
        return templates;
    }

    static String jsonText(Object value) {
        try {
            return JSON.writeValueAsString(value).replace(",", ", ").replace(":", ": ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        String text = null;
        String answer = "";
        String reason = "";
        String own = "";
        int start = 0;
        List<String> lines = new ArrayList<>(List.of(read("expressions.txt").split("\n")));
        lines.add("> end");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("> ")) {
                if (text != null) {
                    expressions.add(new Expression(start, text, answer, reason, own));
                }
                text = line.substring(2);
                start = i + 1;
                reason = "";
                own = "";
            } else if (line.startsWith("= ") || line.equals("!")) {
                answer = line.equals("!") ? "!" : line.substring(2);
            } else if (line.startsWith("~ ")) {
                reason = line.substring(2);
            } else if (line.startsWith(": ")) {
                own = line.substring(2);
            }
        }
        return expressions;
    }

    static Map<String, Object> variables() {
        try {
            Map<String, Object> read =
                    JSON.readValue(read("variables.json"), new TypeReference<Map<String, Object>>() {});
            read.replaceAll((name, each) -> value(each));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Object read) {
        if (read instanceof Integer number) {
            return number.longValue();
        } else if (read instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(value(item)));
            return copy;
        } else if (read instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put((String) key, value(item)));
            return copy;
        }
        return read;
    }

    static Object json(String text) {
        try {
            return value(JSON.readValue(text, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String name) {
        try (InputStream in = Oracle.class.getResourceAsStream("oracle/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directory() {
        try {
            return Path.of(Oracle.class.getResource("oracle").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
