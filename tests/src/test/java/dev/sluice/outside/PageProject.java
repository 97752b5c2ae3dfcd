package dev.sluice.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a page of the documentation shows: each is a block of code after a line with its path.
 *
 * @param files by path
 */
record PageProject(Map<String, String> files) {
    private static final Pattern FILE =
            Pattern.compile("^`([^`\\n]+)`:\\n\\n```[a-z]+\\n(.*?\\n)```$", Pattern.DOTALL | Pattern.MULTILINE);

    static PageProject of(Path page) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Matcher file = FILE.matcher(Files.readString(page));
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        return new PageProject(files);
    }

    void write(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
