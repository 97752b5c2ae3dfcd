package dev.sluice.template.syntax;

/**
 * A variable that a template uses.
 *
 * @param name the variable's name
 * @param offset where it stands in the template's text
 * @param guarded whether the template itself provides for the case that it is undefined: {@code x is defined},
 *     {@code x | default(...)}, or the other side of such a question
 */
public record FreeName(String name, int offset, boolean guarded) {}
