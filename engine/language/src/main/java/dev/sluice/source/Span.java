package dev.sluice.source;

/**
 * A piece of a source file.
 *
 * @param file the file
 * @param start offset of the first character, 0-based
 * @param end offset after the last character, at least {@code start}
 */
public record Span(SourceFile file, int start, int end) {
    /** The 1-based line on which the span starts. */
    public int line() {
        return file.line(start);
    }

    /** The 1-based column at which the span starts. */
    public int column() {
        return file.column(start);
    }

    /** {@code file:line:column}, as compilers print it. */
    @Override
    public String toString() {
        return file.name() + ":" + line() + ":" + column();
    }
}
