package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final TaskRef TASK = new TaskRef("p", "p/1", "set the password", "user", "site.yml:7", false);

    private final Redactor redactor = new Redactor();

    @Test
    void takesASecretOutOfTheMiddleOfAText() {
        redactor.add("correct horse");

        assertThat(redactor.redact("chpasswd <<< admin:correct horse; true"))
                .isEqualTo("chpasswd <<< admin:********; true");
    }

    @Test
    void findsEachLineOfASecretOfSeveralLines() {
        redactor.add("-----BEGIN KEY-----\n  c2VjcmV0LWxpbmUtMQ\n  c2VjcmV0LWxpbmUtMg\n-----END KEY-----\n");

        assertThat(redactor.redact("line 3: unexpected c2VjcmV0LWxpbmUtMg")).isEqualTo("line 3: unexpected ********");
    }

    @Test
    void findsUrlEncodedForms() {
        redactor.add("p@ss w/rd");

        assertThat(redactor.redact("https://u:p%40ss%20w%2Frd@example.org"))
                .isEqualTo("https://u:********@example.org");
        assertThat(redactor.redact("password=p%40ss+w%2Frd")).isEqualTo("password=********");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say 'it's \\\"here\\\" \\\\ now'",
                "{\"a\": \"it's \\\\\\\"here\\\\\\\" \\\\\\\\ now\"}",
                "sh -c 'it'\\''s \"here\" \\ now'",
                "sh -c 'it'\"'\"'s \"here\" \\ now'",
                "a: 'it''s \"here\" \\ now'"
            })
    void findsQuotedAndEscapedForms(String text) {
        redactor.add("it's \"here\" \\ now");

        assertThat(redactor.redact(text)).contains(Secret.REDACTED).doesNotContain("here");
    }

    @Test
    void findsWhatIsNotAsciiInJson() {
        redactor.add("Schlüssel");

        assertThat(redactor.redact("{\"a\": \"Schl\\u00fcssel\"}")).isEqualTo("{\"a\": \"********\"}");
    }

    @Test
    void findsChecksums() {
        redactor.add("hunter2");

        assertThat(redactor.redact("sha1 f3bbbd66a63d4bf1747940578ec3d0103530e21d"))
                .isEqualTo("sha1 ********");
        assertThat(redactor.redact("md5 2ab96390c7dbe3439de74d0c9b0b1767")).isEqualTo("md5 ********");
    }

    @Test
    void leavesEverydayWordsAndShortLinesOfALongTextAlone() {
        redactor.add("true");
        redactor.add("[main]\npassword=hunter2\ndone\n");

        assertThat(redactor.redact("true [main] done")).isEqualTo("true [main] done");
        assertThat(redactor.redact("it says password=hunter2")).isEqualTo("it says ********");
    }

    @Test
    void replacesTheLongerOfTwoSecretsThatOverlap() {
        redactor.add("hunter2");
        redactor.add("hunter2-and-more");

        assertThat(redactor.redact("it is hunter2-and-more")).isEqualTo("it is ********");
    }

    @Test
    void replacesAShortSecretOnlyWhereItIsTheWholeText() {
        redactor.add("abc");

        assertThat(redactor.redact("abc")).isEqualTo(Secret.REDACTED);
        assertThat(redactor.redact("abcdef")).isEqualTo("abcdef");
    }

    @Test
    void hidesANumberThatIsASecret() {
        redactor.add(Secret.of(4711L));

        assertThat(redactor.redactValue(Map.of("pin", 4711L, "size", 4712L)))
                .isEqualTo(Map.of("pin", Secret.REDACTED, "size", 4712L));
    }

    @Test
    void reachesEveryTextOfAnEvent() {
        redactor.add(Secret.of(Map.of("user", Map.of("password", "hunter2"))));
        TaskReport report = TaskReport.of(Status.FAILED)
                .withMessage("hunter2 is too weak")
                .withRegistered(Map.of(
                        "result",
                        Map.of("stdout", "hunter2", "list", List.of("x hunter2"), "later", new Unknown("hunter2"))))
                .withItems(List.of(new TaskReport.Item(
                        "hunter2",
                        TaskReport.of(Status.OK).withExplanation(Explanation.NONE.withWarnings(List.of("hunter2"))))));

        TaskFinished shown = redactor.redact(new TaskFinished(TASK, "nas", report));

        assertThat(shown.toString()).contains("is too weak").doesNotContain("hunter2");
    }

    @Test
    void leavesAnEventWithoutSecretsAsItIs() {
        redactor.add("hunter2");
        TaskFinished event = new TaskFinished(TASK, "nas", TaskReport.of(Status.OK));

        assertThat(redactor.redact(event)).isSameAs(event);
    }

    @Test
    void countsFromTheMomentItIsAdded() {
        String before = redactor.redact("hunter2");
        redactor.add("hunter2");

        assertThat(before).isEqualTo("hunter2");
        assertThat(redactor.redact("hunter2")).isEqualTo(Secret.REDACTED);
    }

    @Property(tries = 300)
    void noBase64FormThatContainsTheSecretSurvives(
            @ForAll @StringLength(min = 8, max = 40) String secret,
            @ForAll @StringLength(max = 9) String before,
            @ForAll @StringLength(max = 9) String after) {
        Redactor fresh = new Redactor();
        fresh.add(secret);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String encoded = encoder.encodeToString((before + secret + after).getBytes(StandardCharsets.UTF_8));

            String shown = fresh.redact("Authorization: Basic " + encoded);

            if (!secret.isBlank()) {
                assertThat(shown).contains(Secret.REDACTED).doesNotContain(encoded);
            } else {
                assertThat(shown).contains(encoded);
            }
        }
    }

    @Property(tries = 300)
    void noSecretSurvivesInAnyText(
            @ForAll @UniqueElements List<@StringLength(min = 4, max = 12) String> secrets,
            @ForAll @IntRange(max = 5) int chosen,
            @ForAll String before,
            @ForAll String after) {
        Redactor fresh = new Redactor();
        secrets.forEach(fresh::add);
        List<String> real = secrets.stream().filter(secret -> !secret.isBlank()).toList();
        String inside = real.isEmpty() ? "" : real.get(chosen % real.size());

        String shown = fresh.redact(before + inside + URLEncoder.encode(inside, StandardCharsets.UTF_8) + after);

        assertThat(real).noneMatch(secret -> !Secret.REDACTED.contains(secret) && shown.contains(secret));
    }
}
