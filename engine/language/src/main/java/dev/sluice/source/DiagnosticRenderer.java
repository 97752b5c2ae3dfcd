package dev.sluice.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Renders diagnostics as text: the message, the place, the source line with the span underlined, why it matters and what
 * to do. Control characters of the source never reach the terminal.
 */
public final class DiagnosticRenderer {
    private static final int WIDTH = 140;
    private static final String ELLIPSIS = "…";

    private final boolean colour;
    private final UnaryOperator<String> redaction;

    /**
     * @param colour whether to use ANSI colours
     * @param redaction replaces secrets in a text
     */
    public DiagnosticRenderer(boolean colour, UnaryOperator<String> redaction) {
        this.colour = colour;
        this.redaction = redaction;
    }

    /** Without colour and redaction, for tests and texts that hold no secrets. */
    public static DiagnosticRenderer plain() {
        return new DiagnosticRenderer(false, UnaryOperator.identity());
    }

    /** All diagnostics sorted by file and position (those without a place first), each followed by an empty line. */
    public String render(List<Diagnostic> diagnostics) {
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(Comparator.comparing(DiagnosticRenderer::fileName).thenComparingInt(DiagnosticRenderer::start));
        StringBuilder text = new StringBuilder();
        sorted.forEach(each -> text.append(render(each)).append('\n'));
        return text.toString();
    }

    private static String fileName(Diagnostic diagnostic) {
        Span span = diagnostic.span();
        return span == null ? "" : span.file().name();
    }

    private static int start(Diagnostic diagnostic) {
        Span span = diagnostic.span();
        return span == null ? 0 : span.start();
    }

    /** One diagnostic, every line ended. */
    public String render(Diagnostic diagnostic) {
        boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
        String head = error ? paint("error", "1;31") : paint("warning", "1;33");
        StringBuilder text = new StringBuilder();
        text.append(head).append(": ");
        text.append(paint(visible(redaction.apply(diagnostic.message())), "1")).append('\n');
        Span span = diagnostic.span();
        int gutter = 2;
        if (span != null) {
            gutter = Integer.toString(span.line()).length() + 1;
            appendSource(text, span, gutter, error ? "1;31" : "1;33");
        }
        appendNote(text, gutter, "why", diagnostic.why());
        appendNote(text, gutter, "hint", diagnostic.hint());
        return text.toString();
    }

    private void appendSource(StringBuilder text, Span span, int gutter, String underlineColour) {
        int number = span.line();
        text.append(" ".repeat(gutter)).append(paint("-->", "1;34")).append(' ');
        text.append(visible(span.toString())).append('\n');
        String line = span.file().lineText(number);
        if (line.isBlank()) {
            return;
        }
        Excerpt excerpt = excerpt(line, span.column() - 1, span.end() - span.start());
        String bar = paint("|", "1;34");
        text.append(" ".repeat(gutter)).append(bar).append('\n');
        text.append(paint(Integer.toString(number), "1;34"))
                .append(' ')
                .append(bar)
                .append(' ');
        text.append(excerpt.line()).append('\n');
        text.append(" ".repeat(gutter)).append(bar).append(' ').append(" ".repeat(excerpt.column()));
        text.append(paint("^".repeat(excerpt.length()), underlineColour)).append('\n');
    }

    private void appendNote(StringBuilder text, int gutter, String label, String note) {
        if (note.isEmpty()) {
            return;
        }
        String indent = " ".repeat(gutter) + "= ";
        String lead = indent + paint(label + ":", "1;36") + " ";
        String next = "\n" + " ".repeat(indent.length() + label.length() + 2);
        String safe = redaction
                .apply(note)
                .lines()
                .map(DiagnosticRenderer::visible)
                .reduce((left, right) -> left + next + right)
                .orElse("");
        text.append(lead).append(safe).append('\n');
    }

    private record Excerpt(String line, int column, int length) {}

    private Excerpt excerpt(String line, int column, int length) {
        String redacted = redactLine(line);
        int from = Math.min(column, line.length());
        int to = Math.max(from, Math.min(from + length, line.stripTrailing().length()));
        int visibleColumn = visible(line.substring(0, from)).length();
        int visibleLength = Math.max(1, visible(line.substring(from, to)).length());
        String shown = visible(redacted);
        if (!redacted.equals(line)) {
            // The underline can no longer be exact; point at the place without giving away the secret's length.
            visibleColumn = Math.min(visibleColumn, Math.max(0, shown.length() - 1));
            visibleLength = Math.min(visibleLength, Math.max(1, shown.length() - visibleColumn));
        }
        int start = visibleColumn > WIDTH / 2 && shown.length() > WIDTH ? visibleColumn - WIDTH / 2 : 0;
        int end = Math.min(shown.length(), start + WIDTH);
        String window =
                (start > 0 ? ELLIPSIS : "") + shown.substring(start, end) + (end < shown.length() ? ELLIPSIS : "");
        int shift = start - (start > 0 ? 1 : 0);
        return new Excerpt(window, visibleColumn - shift, Math.min(visibleLength, Math.max(1, end - visibleColumn)));
    }

    /** Known secrets, and values that a key such as {@code password} calls one. */
    private String redactLine(String line) {
        return redaction.apply(SecretKeys.mask(line));
    }

    /** Tabs become four spaces, and other control characters a visible sign. */
    private static String visible(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (each == '\t') {
                safe.append("    ");
            } else if (each == '\n') {
                safe.append(' ');
            } else {
                safe.append(Character.isISOControl(each) ? '\uFFFD' : each);
            }
        }
        return safe.toString();
    }

    private String paint(String text, String code) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
