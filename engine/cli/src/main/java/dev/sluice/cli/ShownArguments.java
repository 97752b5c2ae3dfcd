package dev.sluice.cli;

import dev.sluice.source.SecretKeys;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arguments of a command line as they may be written down: without the secrets that {@code -e} gives. */
final class ShownArguments {
    private static final List<String> OPTIONS = List.of("-e", "--extra-vars");
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|\\S*)");
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]+)[\"']?\\s*:");

    private ShownArguments() {}

    static List<String> of(List<String> given) {
        List<String> shown = new ArrayList<>();
        boolean variables = false;
        for (String each : given) {
            shown.add(variables ? withoutSecrets(each) : attached(each));
            variables = OPTIONS.contains(each);
        }
        return List.copyOf(shown);
    }

    /** An option with its value in one word: {@code -ename=value}, {@code --extra-vars=name=value}. */
    private static String attached(String word) {
        if (word.startsWith("--extra-vars=")) {
            return "--extra-vars=" + withoutSecrets(word.substring("--extra-vars=".length()));
        }
        boolean attached = word.startsWith("-e") && word.length() > 2;
        return attached ? "-e" + withoutSecrets(word.substring(2)) : word;
    }

    private static String withoutSecrets(String variables) {
        if (variables.startsWith("@")) {
            return variables;
        }
        // In YAML and JSON a value may span anything, so with one secret the whole text is hidden.
        Matcher keys = KEY.matcher(variables);
        while (keys.find()) {
            if (SecretKeys.isSecret(keys.group(1))) {
                return Secret.REDACTED;
            }
        }
        return PAIR.matcher(variables)
                .replaceAll(pair -> Matcher.quoteReplacement(
                        SecretKeys.isSecret(pair.group(1)) ? pair.group(1) + "=" + Secret.REDACTED : pair.group()));
    }
}
