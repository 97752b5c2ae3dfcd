package dev.sluice.template.controller;

import java.util.List;
import java.util.Map;

/** A lookup plugin: {@code lookup('name', term, ..., option=value)}. */
@FunctionalInterface
public interface Lookup {
    /**
     * Looks the terms up.
     *
     * @param terms the positional arguments after the name
     * @param options the named arguments, without {@code wantlist} and {@code errors}
     * @return the answers, usually one for each term; items may be unknown or secret
     */
    List<Object> find(List<Object> terms, Map<String, Object> options);
}
