package dev.sluice.template.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the parameters of a macro. */
public final class SignatureParser {
    private SignatureParser() {}

    public static Node.Signature parse(TokenStream tokens, ExpressionParser expressions) {
        List<String> parameters = new ArrayList<>();
        Map<String, Expression> defaults = new LinkedHashMap<>();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip(")")) {
                    break;
                }
            }
            Token parameter = tokens.expectName("the name of a parameter");
            parameters.add(parameter.text());
            if (tokens.skip("=")) {
                defaults.put(parameter.text(), expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw new TemplateSyntaxError(
                        "a parameter without a default follows one with a default", "", parameter.offset());
            }
        }
        return new Node.Signature(parameters, defaults);
    }
}
