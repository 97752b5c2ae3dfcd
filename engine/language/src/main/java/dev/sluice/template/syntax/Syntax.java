package dev.sluice.template.syntax;

/**
 * How templates are written: delimiters and the treatment of white space.
 *
 * @param blockStart before a statement, usually <code>{%</code>
 * @param blockEnd after a statement
 * @param variableStart before an expression, usually <code>{{</code>
 * @param variableEnd after an expression
 * @param commentStart before a comment, usually <code>{#</code>
 * @param commentEnd after a comment
 * @param trimBlocks whether the newline after a statement is dropped
 * @param stripBlocks whether the blanks before a statement on its line are dropped
 * @param escapes whether a backslash in a text literal within an expression starts an escape; in playbooks it does not
 */
public record Syntax(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd,
        boolean trimBlocks,
        boolean stripBlocks,
        boolean escapes) {

    /** How values in a playbook are written. Ansible doubles every backslash there, so {@code '\1'} is two characters. */
    public static final Syntax VALUE = new Syntax("{%", "%}", "{{", "}}", "{#", "#}", true, false, false);

    /** How template files are written. */
    public static final Syntax FILE = new Syntax("{%", "%}", "{{", "}}", "{#", "#}", true, false, true);

    /** The same with other delimiters around statements. */
    public Syntax withBlocks(String start, String end) {
        return new Syntax(
                start, end, variableStart, variableEnd, commentStart, commentEnd, trimBlocks, stripBlocks, escapes);
    }

    /** The same with other delimiters around expressions. */
    public Syntax withVariables(String start, String end) {
        return new Syntax(blockStart, blockEnd, start, end, commentStart, commentEnd, trimBlocks, stripBlocks, escapes);
    }

    /** The same with other delimiters around comments. */
    public Syntax withComments(String start, String end) {
        return new Syntax(
                blockStart, blockEnd, variableStart, variableEnd, start, end, trimBlocks, stripBlocks, escapes);
    }

    /** The same with another treatment of white space. */
    public Syntax withWhitespace(boolean trim, boolean strip) {
        return new Syntax(
                blockStart, blockEnd, variableStart, variableEnd, commentStart, commentEnd, trim, strip, escapes);
    }
}
