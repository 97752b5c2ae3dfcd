package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hole of a script brings its own quotes, so it must not stand between others, nor in a comment. */
class ScriptTemplatesTest {
    private static final Pattern CALL = Pattern.compile("(?:Script\\.of|Run\\.script|UserPlan\\.run)\\(\\s*");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"\\n(.*?)(?<!\\\\)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern PLUS = Pattern.compile("\\s*\\+\\s*(?:[A-Za-z.]+[A-Z_]+\\s*\\+\\s*)?");

    @Test
    void noHoleStandsBetweenQuotes() throws IOException {
        List<String> templates = new ArrayList<>();
        for (Path source : sources()) {
            templates.addAll(templates(Files.readString(source)));
        }

        assertThat(templates).hasSizeGreaterThan(200);
        assertThat(templates).filteredOn(ScriptTemplatesTest::hasQuotedHole).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a '{}'",
                "a \"{}\"",
                "a \"b {} c\"",
                "a 'b\n{}'",
                "a # {}",
                "a \"$(b {}) {}\"",
                "a \"$(b \"{}\")\"",
                "a '\"' \"{}\""
            })
    void aQuotedHoleIsFound(String template) {
        assertThat(hasQuotedHole(template)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a {}",
                "a \"b\" {} 'c'",
                "a \"$(b {})\"",
                "a 'it'\\''s' {}",
                "a ${b#\"c\"} {}",
                "$# {}",
                "a # '\n {}"
            })
    void anyOtherIsNot(String template) {
        assertThat(hasQuotedHole(template)).isFalse();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static List<String> templates(String source) {
        List<String> templates = new ArrayList<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            StringBuilder template = new StringBuilder();
            int at = call.end();
            Matcher literal = LITERAL.matcher(source).region(at, source.length());
            while (literal.lookingAt()) {
                template.append(
                        literal.group(1) != null
                                ? literal.group(1).stripIndent().translateEscapes()
                                : literal.group(2).translateEscapes());
                Matcher plus = PLUS.matcher(source).region(literal.end(), source.length());
                if (!plus.lookingAt()) {
                    break;
                }
                literal.region(plus.end(), source.length());
            }
            templates.add(template.toString());
        }
        return templates;
    }

    /** Follows quotes, comments and command substitutions of a POSIX shell. */
    private static boolean hasQuotedHole(String template) {
        Deque<Character> within = new ArrayDeque<>();
        for (int at = 0; at < template.length(); at++) {
            char here = template.charAt(at);
            char state = within.isEmpty() ? ' ' : within.peek();
            boolean bare = state == ' ' || state == '(';
            if (template.startsWith("{}", at) && !bare) {
                return true;
            }
            if (state == '\'') {
                if (here == '\'') {
                    within.pop();
                }
            } else if (state == '#') {
                if (here == '\n') {
                    within.pop();
                }
            } else if (here == '\\') {
                at++;
            } else if (here == '"') {
                if (state == '"') {
                    within.pop();
                } else {
                    within.push('"');
                }
            } else if (template.startsWith("$(", at) && !template.startsWith("$((", at)) {
                within.push('(');
                at++;
            } else if (bare && here == '\'') {
                within.push('\'');
            } else if (state == '(' && here == ')') {
                within.pop();
            } else if (bare && here == '#' && (at == 0 || Character.isWhitespace(template.charAt(at - 1)))) {
                within.push('#');
            }
        }
        return false;
    }
}
