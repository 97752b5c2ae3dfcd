package dev.sluice.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class KeyValuesTest {
    @Test
    void quotesAndTemplatesKeepTheirBlanks() {
        KeyValues words = KeyValues.parse("src=a dest=\"b c\" mode='{{ x | default(\"0 1\") }}' owner={{ the owner }}");

        assertThat(words.values())
                .isEqualTo(Map.of(
                        "src", "a", "dest", "b c", "mode", "{{ x | default(\"0 1\") }}", "owner", "{{ the owner }}"));
        assertThat(words.free()).isEmpty();
    }

    @Test
    void onlyKnownKeysAreTakenOutOfAFreeText() {
        KeyValues words = KeyValues.parse("dd  if=/dev/zero of='a b' creates=/x bs=1M", key -> key.equals("creates"));

        assertThat(words.values()).isEqualTo(Map.of("creates", "/x"));
        assertThat(words.free()).isEqualTo("dd  if=/dev/zero of='a b'  bs=1M");
    }

    @Test
    void backslashesEscapeInsideAValue() {
        assertThat(KeyValues.parse("line=a\\tb\\n msg=\\x41\\u00e9 path=C:\\dir")
                        .values())
                .isEqualTo(Map.of("line", "a\tb\n", "msg", "A\u00e9", "path", "C:\\dir"));
    }

    @Test
    void anEmptyValueAndAnEqualsSignInTheValue() {
        assertThat(KeyValues.parse("a= b=c=d").values()).isEqualTo(Map.of("a", "", "b", "c=d"));
    }

    @Property
    void aQuotedValueIsWhatStandsBetweenTheQuotes(
            @ForAll @AlphaChars @CharRange(from = ' ', to = '!') @Chars({'=', '\n', '#', 'x'}) String value) {
        KeyValues words = KeyValues.parse("key='" + value + "' other=1");

        assertThat(words.values()).isEqualTo(Map.of("key", value, "other", "1"));
    }

    @Property
    void aFreeTextWithoutKnownKeysStaysAsItIs(@ForAll String text) {
        assertThat(KeyValues.parse(text, key -> false).free()).isEqualTo(text.strip());
    }
}
