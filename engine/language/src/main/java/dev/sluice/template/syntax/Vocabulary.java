package dev.sluice.template.syntax;

import dev.sluice.template.syntax.Expression.Arguments;

/** Knows which filters, tests and lookups exist, so that a wrong name or argument is found while parsing. */
public interface Vocabulary {
    /** Fails with a TemplateSyntaxError if there is no such filter or it takes no such arguments. */
    void checkFilter(String name, Arguments arguments, int offset);

    /** Fails with a TemplateSyntaxError if there is no such lookup. */
    void checkLookup(String name, int offset);

    /** Fails with a TemplateSyntaxError if there is no such test or it takes no such arguments. */
    void checkTest(String name, Arguments arguments, int offset);
}
