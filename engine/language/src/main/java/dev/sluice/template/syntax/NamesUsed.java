package dev.sluice.template.syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The free names in the body of a macro, which tell what it does with arguments that have no parameter.
 *
 * @param names the names
 */
public record NamesUsed(Set<String> names) {
    public static NamesUsed in(List<Node> body) {
        return new NamesUsed(
                NodeNames.in(body).stream().map(FreeName::name).collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
