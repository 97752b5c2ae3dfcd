package dev.sluice.template.syntax;

import java.util.ArrayList;
import java.util.List;

/** Parses what values are assigned to: {@code x}, {@code a, (b, c)}, {@code ns.attribute}. */
public final class TargetParser {
    private TargetParser() {}

    /** One target, or several with commas between them. */
    public static Node.Target targets(TokenStream tokens) {
        Node.Target first = target(tokens);
        if (!tokens.peek().is(",")) {
            return first;
        }
        List<Node.Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skip(",")) {
            if (tokens.peek().kind() != Token.Kind.NAME && !tokens.peek().is("(")
                    || tokens.peek().isName("in")) {
                break;
            }
            targets.add(target(tokens));
        }
        return new Node.Target.Several(targets);
    }

    public static Node.Target target(TokenStream tokens) {
        if (tokens.skip("(")) {
            Node.Target inner = targets(tokens);
            tokens.expect(")");
            return inner;
        }
        String name = tokens.expectName("a name to assign to").text();
        if (tokens.skip(".")) {
            return new Node.Target.Member(
                    name, tokens.expectName("an attribute").text());
        }
        return new Node.Target.Variable(name);
    }
}
