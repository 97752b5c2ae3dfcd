package dev.sluice.runbook;

import java.nio.file.Path;
import java.util.List;

/**
 * One runbook file with everything it imports.
 *
 * @param path the file
 * @param phases in the order of the text
 */
public record Runbook(Path path, List<Phase> phases) {}
