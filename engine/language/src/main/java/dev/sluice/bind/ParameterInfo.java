package dev.sluice.bind;

import java.util.List;

/**
 * One parameter of a module.
 *
 * @param names as runbooks write it; the first is its name, the others are aliases
 * @param type what it accepts
 * @param presence what happens where it is not given
 * @param reading how it is read
 * @param documentation what it means, in Markdown; empty if it is not documented
 */
public record ParameterInfo(
        List<String> names, ParameterType type, Presence presence, Reading reading, String documentation) {
    /**
     * What happens where a parameter is not given.
     *
     * @param required whether it has to be given
     * @param nullable whether it is null when it is neither given nor has a default
     * @param defaultText the default as it would be written in YAML; empty for none
     */
    public record Presence(boolean required, boolean nullable, String defaultText) {}

    /**
     * How a parameter is read.
     *
     * @param secret whether its value is never shown
     * @param split whether a text is split at commas
     * @param freeForm whether it takes the free text of {@code module: text}
     * @param line whether its texts must not have line breaks
     */
    public record Reading(boolean secret, boolean split, boolean freeForm, boolean line) {}

    public String name() {
        return names.get(0);
    }

    /** Other names. */
    public List<String> aliases() {
        return names.subList(1, names.size());
    }

    public boolean required() {
        return presence.required();
    }

    public boolean nullable() {
        return presence.nullable();
    }

    public String defaultText() {
        return presence.defaultText();
    }

    public boolean secret() {
        return reading.secret();
    }

    public boolean split() {
        return reading.split();
    }

    public boolean freeForm() {
        return reading.freeForm();
    }

    /** A value inside this one, which has another type. */
    ParameterInfo part(ParameterType partType) {
        return new ParameterInfo(
                names,
                partType,
                new Presence(false, true, ""),
                new Reading(false, split(), false, reading.line()),
                documentation);
    }

    /** Whether a word names this parameter. */
    public boolean isCalled(String word) {
        return names.contains(word);
    }
}
