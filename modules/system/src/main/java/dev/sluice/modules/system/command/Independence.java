package dev.sluice.modules.system.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the output of a command depends on, as far as that is evident from its words alone.
 *
 * @param evident whether anything is
 * @param files the files that it reads; nothing else alters its output
 */
record Independence(boolean evident, Set<String> files) {
    private static final Set<String> CONSTANT =
            Set.of("arch", "basename", "dirname", "echo", "expr", "false", "nproc", "printf", "seq", "true", "uname");
    private static final Set<String> READERS = Set.of(
            "cat", "head", "ls", "md5sum", "readlink", "sha1sum", "sha256sum", "sha512sum", "stat", "tail", "wc");
    private static final Pattern SHELL_SYNTAX = Pattern.compile("[|&;<>(){}`$\\n*?\\[\\]~]");
    private static final Pattern KERNEL_FILE = Pattern.compile("/(proc|sys|dev|run)(/.*)?");
    private static final Independence NONE = new Independence(false, Set.of());

    static Independence of(String commandLine) {
        if (SHELL_SYNTAX.matcher(commandLine).find()) {
            return NONE;
        }
        List<String> words = List.of(commandLine.strip().split("\\s+"));
        String program = words.get(0).replaceFirst("^/(usr/)?s?bin/", "");
        if (CONSTANT.contains(program)) {
            return new Independence(true, Set.of());
        }
        Set<String> files = new LinkedHashSet<>();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("/") && !KERNEL_FILE.matcher(word).matches()) {
                files.add(word);
            } else if (!word.startsWith("-") && !word.matches("[0-9]+")) {
                return NONE;
            }
        }
        return READERS.contains(program) && !files.isEmpty() ? new Independence(true, files) : NONE;
    }
}
