package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/templating.md lists exactly the filters, tests and lookups that there are. */
class TemplatingDocumentTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final Templates templates = Sample.templates();

    @Test
    void listsEveryFilter() throws IOException {
        assertThat(listed("Filters", "Tests")).isEqualTo(templates.filterNames());
    }

    @Test
    void listsEveryTest() throws IOException {
        assertThat(listed("Tests", "Lookups")).isEqualTo(templates.testNames());
    }

    @Test
    void listsEveryLookup() throws IOException {
        Set<String> all = new TreeSet<>(FileLookups.NAMES);
        all.addAll(ValueLookups.NAMES);
        all.add("inventory_hostnames"); // the command line adds it, with the inventory

        assertThat(listed("Lookups", "\\z")).isEqualTo(all);
    }

    private static Set<String> listed(String section, String next) throws IOException {
        String text = Files.readString(Path.of("../../docs/templating.md"));
        String from = text.substring(text.indexOf("## " + section + "\n"));
        int list = from.indexOf("\n\n`");
        String part = from.substring(list).split("\n## " + next, 2)[0];
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(part);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
