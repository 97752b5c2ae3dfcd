package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares versions: loosely, part by part, or by the rules of distutils' strict or of semantic versions. */
final class Versions {
    private static final Pattern LOOSE_PART = Pattern.compile("\\d+|[a-z]+|\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern STRICT = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
    private static final Pattern SEMANTIC = Pattern.compile(
            "(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z.-]+))?");

    private Versions() {}

    static boolean compare(Call call) {
        String left = call.text();
        String right = call.text("version");
        if (left.isEmpty() || right.isEmpty()) {
            throw new OperationException("a version to compare must not be empty");
        }
        String type = call.flag("strict", false) ? "strict" : call.text("version_type", "loose");
        int order = switch (type) {
            case "loose" -> orderLoose(loose(left), loose(right));
            case "strict" -> orderLoose(strict(left), strict(right));
            case "semver", "semantic" -> orderSemantic(left, right);
            case "pep440" -> orderLoose(loose(left), loose(right));
            default ->
                throw new OperationException(
                        "unknown version_type '" + type + "'", "it is loose, strict, semver or pep440");
        };
        return decide(call.text("operator", "eq"), order);
    }

    private static boolean decide(String operator, int order) {
        return switch (operator) {
            case "==", "=", "eq" -> order == 0;
            case "!=", "<>", "ne" -> order != 0;
            case "<", "lt" -> order < 0;
            case "<=", "le" -> order <= 0;
            case ">", "gt" -> order > 0;
            case ">=", "ge" -> order >= 0;
            default ->
                throw new OperationException(
                        "unknown operator " + Text.quoted(operator), "it is one of == != < <= > >=");
        };
    }

    private static List<Object> loose(String version) {
        List<Object> parts = new ArrayList<>();
        Matcher matcher = LOOSE_PART.matcher(version);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(version.substring(end, matcher.start()));
            }
            if (!matcher.group().equals(".")) {
                parts.add(
                        Character.isDigit(matcher.group().charAt(0))
                                ? (Object) new BigInteger(matcher.group())
                                : matcher.group());
            }
            end = matcher.end();
        }
        if (end < version.length()) {
            parts.add(version.substring(end));
        }
        return parts;
    }

    private static int orderLoose(List<Object> left, List<Object> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = orderPart(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int orderPart(Object left, Object right) {
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.compareTo(b);
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw new OperationException(
                "Version comparison failed: a number cannot be compared with letters",
                "give version_type='semver' if the versions are semantic ones");
    }

    private static List<Object> strict(String version) {
        Matcher matcher = STRICT.matcher(version);
        if (!matcher.matches()) {
            throw new OperationException(
                    "invalid version number '" + version + "'", "strict versions are like 1.2.3b1");
        }
        String patch = matcher.group(3) == null ? "0" : matcher.group(3);
        String stage = matcher.group(4) == null ? "~" : matcher.group(4);
        return List.of(
                new BigInteger(matcher.group(1)),
                new BigInteger(matcher.group(2)),
                new BigInteger(patch),
                stage,
                matcher.group(5) == null ? BigInteger.ZERO : new BigInteger(matcher.group(5)));
    }

    private static int orderSemantic(String left, String right) {
        Matcher a = semantic(left);
        Matcher b = semantic(right);
        for (int i = 1; i <= 3; i++) {
            int order = new BigInteger(a.group(i)).compareTo(new BigInteger(b.group(i)));
            if (order != 0) {
                return order;
            }
        }
        if (a.group(4) == null || b.group(4) == null) {
            return Boolean.compare(a.group(4) == null, b.group(4) == null);
        }
        return orderPreRelease(a.group(4).split("\\."), b.group(4).split("\\."));
    }

    private static Matcher semantic(String version) {
        Matcher matcher = SEMANTIC.matcher(version);
        if (!matcher.matches()) {
            throw new OperationException("invalid semantic version '" + version + "'", "it is like 1.2.3-rc1");
        }
        return matcher;
    }

    /** Numbers come before letters, and fewer parts before more (semver.org 2.0.0, 11). */
    private static int orderPreRelease(String[] left, String[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean a = left[i].chars().allMatch(Character::isDigit);
            boolean b = right[i].chars().allMatch(Character::isDigit);
            int order = a && b
                    ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
                    : a != b ? (a ? -1 : 1) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
