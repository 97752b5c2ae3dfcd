package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
    private final SourceFile file = new SourceFile("site.yml", "- hosts: all\n  vars:\n    token_url: s3cr3t-value\n");

    private Span span(String part) {
        int start = file.text().indexOf(part);
        return new Span(file, start, start + part.length());
    }

    @Test
    void aDiagnosticShowsTheLineAndUnderlinesTheSpan() {
        Diagnostic diagnostic =
                new Diagnostic(Diagnostic.Severity.WARNING, span("vars"), "odd", "because", "do this\nand that");

        assertThat(DiagnosticRenderer.plain().render(diagnostic)).isEqualTo("""
                        warning: odd
                          --> site.yml:2:3
                          |
                        2 |   vars:
                          |   ^^^^
                          = why: because
                          = hint: do this
                                  and that
                        """);
    }

    @Test
    void diagnosticsAreSortedByFileAndPlaceAndThoseWithoutAPlaceComeFirst() {
        Diagnostic late = Diagnostic.error(span("token"), "late", "");
        Diagnostic early = Diagnostic.error(span("hosts"), "early", "");
        Diagnostic nowhere = Diagnostic.error(null, "nowhere", "");

        assertThat(DiagnosticRenderer.plain().render(List.of(late, early, nowhere)))
                .containsSubsequence("error: nowhere", "error: early", "error: late");
    }

    @Test
    void knownSecretsAreRedactedEverywhere() {
        DiagnosticRenderer renderer = new DiagnosticRenderer(false, text -> text.replace("s3cr3t-value", "********"));
        Diagnostic diagnostic = new Diagnostic(
                Diagnostic.Severity.ERROR,
                span("s3cr3t-value"),
                "bad s3cr3t-value",
                "s3cr3t-value",
                "not s3cr3t-value");

        assertThat(renderer.render(diagnostic)).doesNotContain("s3cr3t").contains("token_url: ********");
    }

    @Test
    void colourIsAddedOnlyOnRequest() {
        Diagnostic diagnostic = Diagnostic.error(span("vars"), "odd", "");

        assertThat(new DiagnosticRenderer(true, text -> text).render(diagnostic))
                .contains("\u001B[1;31m^^^^\u001B[0m");
        assertThat(DiagnosticRenderer.plain().render(diagnostic)).doesNotContain("\u001B");
    }

    @Test
    void controlCharactersOfTheSourceNeverReachTheTerminal() {
        SourceFile hostile = new SourceFile("a.yml", "a: \u001B[2J\u0007 x\n");

        String text = DiagnosticRenderer.plain().render(Diagnostic.error(new Span(hostile, 8, 9), "m\u001B[0m", ""));

        assertThat(text.chars().filter(each -> each != '\n')).noneMatch(Character::isISOControl);
    }

    @Test
    void aLongLineIsShownAroundTheSpan() {
        SourceFile wide = new SourceFile("a.yml", "x".repeat(500) + "HERE" + "y".repeat(500));

        String text = DiagnosticRenderer.plain().render(Diagnostic.error(new Span(wide, 500, 504), "m", ""));

        String[] lines = text.split("\n");
        assertThat(lines[3]).hasSizeLessThan(160);
        int caret = lines[4].indexOf('^');
        assertThat(lines[3].substring(caret, caret + 4)).isEqualTo("HERE");
        assertThat(lines[4]).endsWith("^^^^");
    }

    @Test
    void aPlaceAtTheEndOfTheFileIsShownToo() {
        String text = DiagnosticRenderer.plain()
                .render(Diagnostic.error(
                        new Span(file, file.text().length(), file.text().length()), "m", ""));

        assertThat(text).contains("site.yml:4:1");
    }
}
