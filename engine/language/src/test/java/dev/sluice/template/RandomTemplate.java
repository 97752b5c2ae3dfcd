package dev.sluice.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the text of a template with statements, white space control, loops, macros and inclusions, by chance. */
final class RandomTemplate {
    private static final int MOST_DEPTH = 3;
    private static final List<String> TEXTS = List.of(
            "a", " ", "\n", "\n\n", "  \n", "\n  ", "\t", " \t\n ", "x y", "-", "{ ", "} ", "%", "#", "'", "line\n",
            "  ");
    private static final List<String> SIGNS = List.of("", "", "", "-", "+");
    private static final List<String> NAMES = List.of("a", "b", "c");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int loops;
    private boolean jumps;
    private int macros;
    private int blocks;
    private boolean inMacro;

    private RandomTemplate(Random random) {
        this.random = random;
    }

    static String text(Random random) {
        RandomTemplate template = new RandomTemplate(random);
        if (template.one(12)) {
            template.text();
            template.tag("extends 'base.j2'");
        }
        template.body(0);
        return template.out.toString();
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void text() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            out.append(any(TEXTS));
        }
    }

    private void tag(String content) {
        out.append("{%")
                .append(any(SIGNS))
                .append(any(" ", " ", "  ", "\n"))
                .append(content)
                .append(any(" ", " ", ""))
                .append(any(SIGNS))
                .append("%}");
    }

    private void body(int depth) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            piece(depth);
        }
    }

    private void piece(int depth) {
        int kind = random.nextInt(depth < MOST_DEPTH ? 22 : 9);
        switch (kind) {
            case 0, 1, 2 -> text();
            case 3, 4, 5 -> output();
            case 6 -> comment();
            case 7 -> tag("set " + any("a", "b", "c", "a, b") + " = " + expression(2));
            case 8 -> jump();
            case 9, 10, 11 -> branches(depth);
            case 12, 13, 14 -> loop(depth);
            case 15 -> enclosed("with " + any(NAMES) + " = " + expression(1), "endwith", depth);
            case 16 -> enclosed("set " + any(NAMES) + any("", " | upper", " | trim | length"), "endset", depth);
            case 17 -> enclosed("filter " + any("upper", "trim", "replace('a', 'b')", "indent(2)"), "endfilter", depth);
            case 18 -> macro(depth);
            case 19 -> call(depth);
            case 20 -> raw();
            default -> inclusion(depth);
        }
    }

    private void enclosed(String head, String end, int depth) {
        tag(head);
        body(depth + 1);
        tag(end);
    }

    private void output() {
        out.append("{{")
                .append(any("", "", "-", "+"))
                .append(any(" ", "\n "))
                .append(expression(2))
                .append(one(12) ? " if " + expression(1) : "")
                .append(" ")
                .append(any("", "", "-"))
                .append("}}");
    }

    private void comment() {
        out.append("{#")
                .append(any(SIGNS))
                .append(" {% if %} ")
                .append(any(SIGNS))
                .append("#}");
    }

    private void raw() {
        tag("raw");
        out.append(any(" {{ a }} ", "\n{% if %}\n", "  {# #}\n  ", ""));
        tag("endraw");
    }

    private void jump() {
        if (loops > 0 && jumps) {
            tag("if " + expression(1));
            tag(any("break", "continue"));
            tag("endif");
        } else {
            tag("do " + expression(1));
        }
    }

    private void branches(int depth) {
        tag("if " + expression(2));
        body(depth + 1);
        for (int i = random.nextInt(2); i > 0; i--) {
            tag("elif " + expression(1));
            body(depth + 1);
        }
        if (one(2)) {
            tag("else");
            body(depth + 1);
        }
        tag("endif");
    }

    private void loop(int depth) {
        boolean pairs = one(4);
        String target = pairs ? any("a, b", "(a, b)") : any(NAMES);
        String items = pairs
                ? any("[(1, 2), (3, 4)]", "[['x', 'y']]", "app.tls | dictsort", "[(1, 2, 3)]")
                : any(
                        "[1, 2, 3]",
                        "words",
                        "numbers",
                        "range(3)",
                        "[]",
                        "users | map(attribute='name')",
                        "'ab'",
                        "app.hosts",
                        "nope");
        String condition =
                one(4) ? " if " + any("loop.first", target.length() == 1 ? target + " != 1" : "a", expression(1)) : "";
        tag("for " + target + " in " + items + condition);
        loops++;
        boolean before = jumps;
        jumps = one(2);
        body(depth + 1);
        loops--;
        // Jinja2 also runs 'else' after a loop whose rounds all end by a jump.
        if (!jumps && one(2)) {
            tag("else");
            body(depth + 1);
        }
        jumps = before;
        tag("endfor");
    }

    private void macro(int depth) {
        String name = "m" + macros % 3;
        macros++;
        int outer = loops;
        loops = 0;
        boolean before = inMacro;
        inMacro = true;
        tag("macro " + name + any("()", "(a)", "(a, b=1)", "(a='x', b=a)"));
        body(depth + 1);
        tag("endmacro");
        inMacro = before;
        loops = outer;
    }

    private String invocation() {
        return "m" + random.nextInt(3) + any("()", "(1)", "(1, 2)", "(b=3)", "(1, 2, 3)", "(1, b=count)", "(c=1)");
    }

    private void call(int depth) {
        int outer = loops;
        loops = 0;
        tag(any("call ", "call ", "call(a) ") + invocation());
        body(depth + 1);
        tag("endcall");
        loops = outer;
    }

    private void inclusion(int depth) {
        switch (random.nextInt(6)) {
            case 0 -> tag("include " + any("'header.j2'", "'item.j2'", "['nope.j2', 'header.j2']"));
            case 1 -> tag("include 'nope.j2'" + any(" ignore missing", ""));
            case 2 -> tag("import 'macros.j2' as lib" + any("", " with context"));
            case 3 -> tag("from 'macros.j2' import greet" + any("", " as m1", ", answer as a"));
            case 4 -> enclosed("block " + any("head", "body", "item", "b" + blocks++), "endblock", depth);
            default -> tag("include 'header.j2' " + any("with", "without") + " context");
        }
    }

    private String expression(int depth) {
        List<String> choices = new ArrayList<>(List.of(
                any("1", "0", "2.5", "-3", "true", "none"),
                any("'s'", "''", "\" q \"", "name", "count", "words", "empty", "nothing", "on", "off"),
                any(NAMES),
                any(NAMES) + " | default('d')",
                "(" + any(NAMES) + any(" is defined", " is undefined") + ")",
                "(" + any(NAMES) + " | default(1)" + any(" is string", " is not none") + ")",
                any("words[0]", "app.port", "app['hosts']", "users[1].name", "words[9]", "app.nope", "numbers[1:]"),
                any("words | join(',')", "numbers | sum", "numbers | sort", "text | length", "name | upper | lower")));
        if (loops > 0) {
            choices.add("loop." + any("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth"));
            choices.add("loop."
                    + any("cycle('x', 'y')", "changed(count)", "previtem | default('-')", "nextitem | default('-')"));
        }
        if (inMacro) {
            choices.add(any("varargs", "kwargs", "caller()", "caller(1)", "(caller is defined)", "varargs | length"));
        }
        if (macros > 0) {
            choices.add(invocation());
            choices.add("m0." + any("name", "arguments", "catch_varargs", "catch_kwargs", "caller"));
        }
        if (depth > 0) {
            choices.add(expression(depth - 1)
                    + any(" ~ ", " + ", " == ", " and ", " or ", " in ", " * ")
                    + expression(depth - 1));
            choices.add("(" + expression(depth - 1) + " if " + expression(depth - 1) + " else " + expression(0) + ")");
            choices.add("(not " + expression(depth - 1) + ")");
            choices.add("[" + expression(depth - 1) + ", " + expression(0) + "]");
            choices.add("{'k': " + expression(depth - 1) + "}");
        }
        return any(choices);
    }
}
