package dev.sluice.bind;

import java.util.List;

/**
 * One parameter of a module.
 *
 * @param name as runbooks write it
 * @param aliases other names
 * @param type what it accepts
 * @param required whether it has to be given
 * @param nullable whether it is null when it is neither given nor has a default
 * @param defaultText the default as it would be written in YAML; empty for none
 * @param secret whether its value is never shown
 * @param split whether a text is split at commas
 * @param freeForm whether it takes the free text of {@code module: text}
 * @param documentation what it means, in Markdown; empty if it is not documented
 */
public record ParameterInfo(
        String name,
        List<String> aliases,
        ParameterType type,
        boolean required,
        boolean nullable,
        String defaultText,
        boolean secret,
        boolean split,
        boolean freeForm,
        String documentation) {
    /** Whether a word names this parameter. */
    public boolean isCalled(String word) {
        return name.equals(word) || aliases.contains(word);
    }
}
