package dev.sluice.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class RegexTest {
    /** Python's flags, an expression, a text. */
    private static final List<List<String>> SEARCHES = List.of(
            List.of("", "a(b+)c", "xabbc"),
            List.of("", "a(.|\\n)*b", "a\n\nxb b"),
            List.of("", "a(?:\\n|.)*?(b)", "a\n\nxb b"),
            List.of("", "(\\s|\\S)+(.|\n)", "a\n\nxb b"),
            List.of("", "(.|\\t)+", "a\tb\nc"),
            List.of("", "(a|a)(?:\\s|\\s)+b", "ca \tb"),
            List.of("", "(.|\\n|x)+(y)", "a\nxy"),
            List.of("I", "(a|\\A)(.|\\n)", "bA\n"),
            List.of("", "(?P<first_name>\\w+) (?P<last>\\w+)", "Grüße Welt"),
            List.of("", "(?P<q>['\"]).*?(?P=q)", "say \"it's\" now"),
            List.of("", "(?P<1a>x)", "x"),
            List.of("", "(?P<a>x)(?P<a>y)", "xy"),
            List.of("", "(?P<a>x", "x"),
            List.of("", "(?P=a)", "x"),
            List.of("", "^b", "a\nb"),
            List.of("M", "^b", "a\nb"),
            List.of("M", "^", "a\n"),
            List.of("", "a$", "a\n"),
            List.of("", "a$", "a\nb"),
            List.of("M", "a$", "a\nb"),
            List.of("", "a\\Z", "a\n"),
            List.of("", "\\Aa", "ba"),
            List.of("", "a.b", "a\nb"),
            List.of("S", "a.b", "a\nb"),
            List.of("", "a.b", "a\rb"),
            List.of("", "a.b", "a\u2028b"),
            List.of("", "(?s)a.b", "a\nb"),
            List.of("", "(?im)^B$", "a\nb"),
            List.of("", "(?i)(?m)^B", "a\nb"),
            List.of("", "a(?i)b", "aB"),
            List.of("", "a(?i:b)c", "aBc"),
            List.of("I", "a(?-i:b)c", "ABC"),
            List.of("", "(?m:^b)", "a\nb"),
            List.of("M", "x|(?-m:^b)", "a\nb"),
            List.of("", "(?x) a  b # (comment[\n c", "abc"),
            List.of("", "(?x)a\\ b[ #]c", "a b#c"),
            List.of("", "a(?#comment ( here)b", "ab"),
            List.of("", "a(?#comment", "a"),
            List.of("I", "ÄRGER", "ärger"),
            List.of("", "\\w+", "über"),
            List.of("A", "\\w+", "über"),
            List.of("", "(?a)\\w+", "über"),
            List.of("", "(?a:\\w+)", "über"),
            List.of("AI", "Ä", "ä"),
            List.of("", "\\bü", "an über"),
            List.of("A", "\\bb", "übb b"),
            List.of("A", "\\Bb", "übb b"),
            List.of("", "\\d+", "x\u0663"),
            List.of("", "[]a]+", "x]a"),
            List.of("", "[^]a]+", "]xa"),
            List.of("", "[[a]+", "x[a"),
            List.of("", "[a&&b]+", "x&ab"),
            List.of("", "[a^]+", "^a"),
            List.of("", "[\\w.-]+", "a-b.c d"),
            List.of("", "[\\b]", "a\bb"),
            List.of("", "[\\101-\\103]+", "xABC"),
            List.of("", "[\\18]+", "\u00018"),
            List.of("", "[\\8]", "8"),
            List.of("", "[a", "a"),
            List.of("", "[z-a]", "a"),
            List.of("", "a{2}", "aaa"),
            List.of("", "a{2,}", "aaa"),
            List.of("", "a{,2}", "aaa"),
            List.of("", "a{,}", "aaa"),
            List.of("", "a{}", "a{}"),
            List.of("", "a{x}", "a{x}"),
            List.of("", "{{ x }}", "a {{ x }}"),
            List.of("", "}", "a}"),
            List.of("", "a{1,2}?", "aaa"),
            List.of("", "(?>a+)a", "aaa"),
            List.of("", "a++a", "aaa"),
            List.of("", "(?<=a)b", "ab"),
            List.of("", "(?<!a)b", "ab"),
            List.of("", "a(?=b)", "ab"),
            List.of("", "a(?!b)", "abac"),
            List.of("", "(?<name>a)", "a"),
            List.of("", "(?d)a", "a"),
            List.of("", "\\x41\\u00e9\\U0001F600", "Aé😀"),
            List.of("", "\\N{BULLET}", "•"),
            List.of("", "\\N{NO SUCH CHARACTER}", "•"),
            List.of("", "\\x4", "A"),
            List.of("", "\\xzz", "A"),
            List.of("", "\\101", "A"),
            List.of("", "\\0", "\0"),
            List.of("", "(a)\\1", "aa"),
            List.of("", "(a)\\10", "a\b"),
            List.of("", "\\1", "a"),
            List.of("", "\\😀", "😀"),
            List.of("", "\\-\\.\\ \\/", "-. /"),
            List.of("", "\\a\\f\\v\\t", "\u0007\f\u000b\t"),
            List.of("", "\\v", "\r"),
            List.of("", "\\h", " "),
            List.of("", "\\p{L}", "a"),
            List.of("", "\\Qa", "a"),
            List.of("", "\\z", "a"),
            List.of("", "a\\", "a"),
            List.of("", "(a", "a"),
            List.of("", "a)", "a"),
            List.of("", "*a", "a"),
            List.of("", "a|*", "a"),
            List.of("", "(a)|(b)", "b"),
            List.of("", "", "abc"));

    /** An expression, a text, a replacement. */
    private static final List<List<String>> REPLACEMENTS = List.of(
            List.of("(\\w+) (\\w+)", "one two three four", "\\2 \\1"),
            List.of("(?P<k>\\w+)=(\\w+)", "a=1 b=2", "\\g<2>=\\g<k>\\g<0>"),
            List.of("x*", "abxd", "-"),
            List.of("(a)|b", "ab", "[\\1]"),
            List.of("a", "a", "\\n\\t\\\\\\.\\&"),
            List.of("a", "a", "\\0\\101"),
            List.of("a", "a", "\\q"),
            List.of("a", "a", "\\1"),
            List.of("a", "a", "\\g<1>"),
            List.of("a", "a", "\\g<name>"),
            List.of("a", "a", "\\g<"),
            List.of("a", "a", "\\g"),
            List.of("a", "a", "\\"),
            List.of("a", "a$b", "$0 \\g<0>"),
            List.of("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "abcdefghijk", "\\11\\10\\1"),
            List.of("^", "a\nb", "> "));

    @Test
    void pythonFindsTheSame() throws IOException, InterruptedException {
        JsonNode expected = Python.answers("""
                import json, re, sys
                def found(flags, regex, text):
                    try:
                        match = re.search(regex, text, sum(getattr(re, each) for each in flags))
                    except (re.error, IndexError, OverflowError):
                        return 'error'
                    return match and [match.group(), list(match.groups()), match.groupdict()]
                print(json.dumps([found(*each) for each in json.load(sys.stdin)]))
                """, SEARCHES);

        for (int index = 0; index < SEARCHES.size(); index++) {
            assertThat(Python.json(search(SEARCHES.get(index))))
                    .as(String.join(" / ", SEARCHES.get(index)))
                    .isEqualTo(expected.get(index));
        }
    }

    private static Object search(List<String> example) {
        Set<Regex.Flag> flags = EnumSet.noneOf(Regex.Flag.class);
        Map<String, Regex.Flag> names = Map.of(
                "A", Regex.Flag.BYTES,
                "I", Regex.Flag.IGNORE_CASE,
                "M", Regex.Flag.MULTILINE,
                "S", Regex.Flag.DOT_ALL);
        names.forEach((name, flag) -> {
            if (example.get(0).contains(name)) {
                flags.add(flag);
            }
        });
        try {
            Regex regex = Regex.compile(example.get(1), flags);
            Matcher matcher = regex.matcher(example.get(2));
            if (!matcher.find()) {
                return null;
            }
            List<Object> groups = new ArrayList<>();
            for (int group = 1; group <= matcher.groupCount(); group++) {
                groups.add(matcher.group(group));
            }
            OwnMap names2 = new OwnMap();
            regex.groups().forEach((name, number) -> names2.put(name, matcher.group(number)));
            return List.of(matcher.group(), groups, names2);
        } catch (OperationException malformed) {
            return "error";
        }
    }

    @Test
    void pythonReplacesTheSame() throws IOException, InterruptedException {
        JsonNode expected = Python.answers("""
                import json, re, sys
                def replaced(regex, text, replacement):
                    try:
                        return list(re.subn(regex, replacement, text))
                    except (re.error, IndexError):
                        return 'error'
                print(json.dumps([replaced(*each) for each in json.load(sys.stdin)]))
                """, REPLACEMENTS);

        for (int index = 0; index < REPLACEMENTS.size(); index++) {
            assertThat(Python.json(replaced(REPLACEMENTS.get(index))))
                    .as(String.join(" / ", REPLACEMENTS.get(index)))
                    .isEqualTo(expected.get(index));
        }
    }

    private static Object replaced(List<String> example) {
        try {
            Regex.Replaced result = Regex.compile(example.get(0), Set.of()).replace(example.get(1), example.get(2), 0);
            return List.of(result.text(), result.count());
        } catch (OperationException malformed) {
            return "error";
        }
    }

    @Test
    void anyCharactersMayBeAsManyAsTheTextHas() {
        String text = "a" + "x\n".repeat(200_000) + "END";

        assertThat(Regex.compile("a(.|\\n)*?END", false, false).finds(text)).isTrue();
        assertThat(Regex.compile("a(?:.|\\n)*END", false, false).finds(text)).isTrue();
    }

    @Test
    void aLimitLeavesTheRest() {
        assertThat(Regex.compile("a", false, false).replace("aaa", "b", 2)).isEqualTo(new Regex.Replaced("bba", 2));
    }

    @Test
    void aMalformedExpressionSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> Regex.compile("[a", Set.of()))
                .isInstanceOf(OperationException.class)
                .hasMessage("the regular expression '[a' is not valid: unterminated character set");
    }

    @Test
    void aConditionalIsRefused() {
        assertThatThrownBy(() -> Regex.compile("(a)?(?(1)b|c)", Set.of()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("is not supported; write both cases out");
    }
}
