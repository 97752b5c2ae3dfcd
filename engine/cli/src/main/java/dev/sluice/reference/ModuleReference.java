package dev.sluice.reference;

import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reference of every module of some families. */
public final class ModuleReference {
    private final List<ModulePage> pages;

    private ModuleReference(List<ModulePage> pages) {
        this.pages = pages;
    }

    public static ModuleReference of(Iterable<? extends Family> families) {
        List<ModulePage> pages = new ArrayList<>();
        for (Family family : families) {
            for (Module<?> module : family.modules()) {
                pages.add(ModulePage.of(family.name(), module));
            }
        }
        pages.sort(Comparator.comparing(ModulePage::name));
        return new ModuleReference(List.copyOf(pages));
    }

    /** Every module's name, sorted, without other names. */
    public List<String> names() {
        return pages.stream().map(ModulePage::name).toList();
    }

    /**
     * What {@code sluice doc MODULE} prints.
     *
     * @param name a module's name or another of its names
     * @param width how many characters fit in a line
     */
    public Optional<String> text(String name, int width) {
        return pages.stream()
                .filter(page -> page.name().equals(name) || page.aliases().contains(name))
                .findFirst()
                .map(page -> TerminalPage.of(page, width));
    }

    /** What {@code sluice doc} prints: every module with one sentence, by family. */
    public String overview() {
        int longest =
                pages.stream().mapToInt(page -> page.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        byFamily().forEach((family, members) -> {
            text.append(text.isEmpty() ? "" : "\n").append(family).append('\n');
            members.forEach(page -> text.append("  ")
                    .append(page.name())
                    .append(" ".repeat(longest - page.name().length() + 2))
                    .append(page.summary())
                    .append('\n'));
        });
        return text.toString();
    }

    /** The files of {@code docs/modules}: Markdown by file name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("index.md", index());
        pages.forEach(page -> files.put(page.name() + ".md", MarkdownPage.of(page)));
        return files;
    }

    private String index() {
        StringBuilder text = new StringBuilder(MarkdownPage.ORIGIN);
        text.append("\n# Modules\n");
        byFamily().forEach((family, members) -> {
            text.append("\n## ").append(family).append("\n\n| module | |\n|---|---|\n");
            members.forEach(page -> text.append("| [`")
                    .append(page.name())
                    .append("`](")
                    .append(page.name())
                    .append(".md) | ")
                    .append(page.summary().replace("|", "\\|"))
                    .append(" |\n"));
        });
        return text.toString();
    }

    private Map<String, List<ModulePage>> byFamily() {
        Map<String, List<ModulePage>> families = new TreeMap<>();
        pages.forEach(page -> families.computeIfAbsent(page.family(), key -> new ArrayList<>())
                .add(page));
        return families;
    }
}
