package dev.sluice.template.syntax;

/**
 * How templates are written: delimiters and the treatment of white space.
 *
 * @param block around a statement, usually <code>{%</code> and <code>%}</code>
 * @param variable around an expression, usually <code>{{</code> and <code>}}</code>
 * @param comment around a comment, usually <code>{#</code> and <code>#}</code>
 * @param whitespace what happens to white space around statements
 * @param escapes whether a backslash in a text literal within an expression starts an escape; in playbooks it does not
 */
public record Syntax(
        Delimiters block, Delimiters variable, Delimiters comment, Whitespace whitespace, boolean escapes) {
    /** What stands before and after something. */
    public record Delimiters(String start, String end) {
        Delimiters withStart(String newStart) {
            return new Delimiters(newStart, end);
        }

        Delimiters withEnd(String newEnd) {
            return new Delimiters(start, newEnd);
        }
    }

    /**
     * What happens to white space around statements.
     *
     * @param trim whether the newline after a statement is dropped
     * @param strip whether the blanks before a statement on its line are dropped
     */
    public record Whitespace(boolean trim, boolean strip) {}

    /** How template files are written. */
    public static final Syntax FILE = new Syntax(
            new Delimiters("{%", "%}"),
            new Delimiters("{{", "}}"),
            new Delimiters("{#", "#}"),
            new Whitespace(true, false),
            true);

    /** How values in a playbook are written. Ansible doubles every backslash there, so {@code '\1'} is two characters. */
    public static final Syntax VALUE = new Syntax(FILE.block, FILE.variable, FILE.comment, FILE.whitespace, false);

    /** The same with other delimiters around statements. */
    public Syntax withBlocks(Delimiters delimiters) {
        return new Syntax(delimiters, variable, comment, whitespace, escapes);
    }

    /** The same with other delimiters around expressions. */
    public Syntax withVariables(Delimiters delimiters) {
        return new Syntax(block, delimiters, comment, whitespace, escapes);
    }

    /** The same with other delimiters around comments. */
    public Syntax withComments(Delimiters delimiters) {
        return new Syntax(block, variable, delimiters, whitespace, escapes);
    }

    /** The same with another treatment of white space. */
    public Syntax withWhitespace(boolean trim, boolean strip) {
        return new Syntax(block, variable, comment, new Whitespace(trim, strip), escapes);
    }
}
