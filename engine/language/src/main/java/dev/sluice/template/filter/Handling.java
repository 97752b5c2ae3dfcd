package dev.sluice.template.filter;

/** How a filter or test meets undefined, unknown and secret values. */
enum Handling {
    /** It needs everything: one unknown part makes the result unknown, one secret part makes it secret. */
    WHOLE,
    /** It moves parts around: they may be special, only the value and the arguments themselves may not. */
    PARTS,
    /** It decides itself, even about an undefined value. */
    RAW
}
