package dev.sluice.modules.system.files.module;

import dev.sluice.modules.system.files.RegexParameter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names find takes: those that match one of the patterns and none of the exclusions.
 *
 * @param patterns shell patterns or regular expressions; none takes every name
 * @param excludes likewise
 * @param regex whether they are regular expressions in Python's syntax, which have to match from the start of the name
 */
record FileFilter(List<String> patterns, List<String> excludes, boolean regex) {
    boolean takes(String name) {
        boolean wanted = patterns.isEmpty() || patterns.stream().anyMatch(each -> matches(each, name));
        return wanted && excludes.stream().noneMatch(each -> matches(each, name));
    }

    private boolean matches(String pattern, String name) {
        return regex
                ? RegexParameter.compile("patterns", pattern).matcher(name).lookingAt()
                : shellMatches(pattern, name);
    }

    /** Whether a name matches a shell pattern as Python's {@code fnmatch} understands it. */
    static boolean shellMatches(String pattern, String name) {
        StringBuilder java = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char each = pattern.charAt(at);
            switch (each) {
                case '*' -> java.append(".*");
                case '?' -> java.append('.');
                case '[' -> {
                    int end = classEnd(pattern, at);
                    if (end < 0) {
                        java.append("\\[");
                    } else {
                        java.append(characterClass(pattern.substring(at + 1, end)));
                        at = end;
                    }
                }
                default -> java.append(Pattern.quote(String.valueOf(each)));
            }
        }
        return Pattern.compile(java.toString(), Pattern.DOTALL).matcher(name).matches();
    }

    private static int classEnd(String pattern, int start) {
        int at = start + 1;
        if (at < pattern.length() && pattern.charAt(at) == '!') {
            at++;
        }
        return pattern.indexOf(']', at + 1 > pattern.length() ? at : at + 1);
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("!");
        String set = negated ? inside.substring(1) : inside;
        StringBuilder java = new StringBuilder(negated ? "[^" : "[");
        for (char each : set.toCharArray()) {
            java.append("\\[]&^".indexOf(each) >= 0 ? "\\" + each : String.valueOf(each));
        }
        return java.append(']').toString();
    }
}
