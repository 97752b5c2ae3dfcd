package dev.sluice.runbook;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import dev.sluice.source.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One use of a role.
 *
 * @param name the role as written
 * @param files which of its files are used
 * @param parameters the variables given where it is used
 * @param keywords what its tasks inherit from where it is used
 * @param listed whether it is listed under {@code roles} or {@code dependencies}: then it is run once for all uses that
 *     are alike
 * @param span where it is used
 */
// More than five: one for each thing that a use of a role says.
record RoleUse(
        Node.Scalar name,
        RoleFiles files,
        List<Node.Mapping> parameters,
        Keywords keywords,
        boolean listed,
        Span span) {
    RoleUse(Node.Scalar name, RoleFiles files, List<Node.Mapping> parameters, Keywords keywords, Span span) {
        this(name, files, parameters, keywords, false, span);
    }

    RoleUse asListed() {
        return new RoleUse(name, files, parameters, keywords, true, span);
    }

    /** Equal for uses that are alike: the same role with the same parameters, variables, condition and tags. */
    String key(Path directory) {
        List<Object> parts = new ArrayList<>(List.of(directory));
        parameters.forEach(each -> parts.add(plain(each)));
        for (Keyword keyword : List.of(Keyword.VARS, Keyword.WHEN, Keyword.TAGS)) {
            keywords.get(keyword).ifPresent(node -> parts.add(keyword.word() + plain(node)));
        }
        return parts.toString();
    }

    private static String plain(Node node) {
        return String.valueOf(Values.of(node, Node.Scalar::text));
    }
}
