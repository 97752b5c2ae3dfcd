package dev.sluice.template.syntax;

import dev.sluice.python.LetterCase;
import java.util.Set;

/**
 * The first line of a template that says how the rest is written, e.g. {@code #jinja2: lstrip_blocks: True,
 * variable_start_string: '[%'}.
 *
 * @param syntax what it says
 * @param body the offset at which the rest starts
 */
public record Header(Syntax syntax, int body) {
    private static final String MARK = "#jinja2:";
    private static final Set<String> SETTINGS = Set.of(
            "variable_start_string",
            "variable_end_string",
            "block_start_string",
            "block_end_string",
            "comment_start_string",
            "comment_end_string",
            "trim_blocks",
            "lstrip_blocks");

    public static Header of(String text, Syntax usual) {
        if (!text.startsWith(MARK)) {
            return new Header(usual, 0);
        }
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        Syntax syntax = usual;
        int offset = MARK.length();
        for (String setting : text.substring(MARK.length(), end).split(",", -1)) {
            int colon = setting.indexOf(':');
            if (colon < 0) {
                throw new TemplateSyntaxError(
                        "the header's '" + setting.strip() + "' has no value",
                        "write it as 'name: value', with commas between settings",
                        offset);
            }
            String name = setting.substring(0, colon).strip();
            syntax = with(syntax, name, setting.substring(colon + 1).strip(), offset);
            offset += setting.length() + 1;
        }
        return new Header(syntax, Math.min(end + 1, text.length()));
    }

    private static Syntax with(Syntax syntax, String name, String value, int offset) {
        String text = LetterCase.strip(value, "'\"", true, true);
        return switch (name) {
            case "variable_start_string" ->
                syntax.withVariables(syntax.variable().withStart(text));
            case "variable_end_string" -> syntax.withVariables(syntax.variable().withEnd(text));
            case "block_start_string" -> syntax.withBlocks(syntax.block().withStart(text));
            case "block_end_string" -> syntax.withBlocks(syntax.block().withEnd(text));
            case "comment_start_string" -> syntax.withComments(syntax.comment().withStart(text));
            case "comment_end_string" -> syntax.withComments(syntax.comment().withEnd(text));
            case "trim_blocks" ->
                syntax.withWhitespace(truth(text, offset), syntax.whitespace().strip());
            case "lstrip_blocks" -> syntax.withWhitespace(syntax.whitespace().trim(), truth(text, offset));
            default ->
                throw new TemplateSyntaxError(
                        "the header has no setting '" + name + "'", Suggestions.hint(name, SETTINGS), offset);
        };
    }

    private static boolean truth(String text, int offset) {
        return switch (text) {
            case "True", "true" -> true;
            case "False", "false" -> false;
            default -> throw new TemplateSyntaxError("'" + text + "' is neither True nor False", "", offset);
        };
    }
}
