package dev.sluice.runbook;

import dev.sluice.source.Node;
import java.nio.file.Path;
import java.util.List;

/**
 * A role in use.
 *
 * @param name as written
 * @param directory where its {@code files}, {@code templates} and {@code tasks} are
 * @param defaults its default variables, lowest precedence of all
 * @param vars its variables
 * @param parameters the variables given where it is used
 */
public record Role(
        String name,
        Path directory,
        List<Node.Mapping> defaults,
        List<Node.Mapping> vars,
        List<Node.Mapping> parameters) {}
