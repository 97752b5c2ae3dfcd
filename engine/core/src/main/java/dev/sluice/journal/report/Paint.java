package dev.sluice.journal.report;

import dev.sluice.journal.Status;
import dev.sluice.spi.Risk;

/** Colours where they are wanted, and nothing where they are not. No meaning is carried by colour alone. */
final class Paint {
    private final boolean colour;

    Paint(boolean colour) {
        this.colour = colour;
    }

    String bold(String text) {
        return code("1", text);
    }

    String dim(String text) {
        return code("2", text);
    }

    String red(String text) {
        return code("31", text);
    }

    String green(String text) {
        return code("32", text);
    }

    String yellow(String text) {
        return code("33", text);
    }

    String cyan(String text) {
        return code("36", text);
    }

    String magenta(String text) {
        return code("35", text);
    }

    String status(Status status, String text) {
        return switch (status) {
            case OK -> green(text);
            case CHANGED -> yellow(text);
            case SKIPPED, CANCELLED -> dim(text);
            case FAILED, UNREACHABLE -> code("1;31", text);
            case IGNORED, RESCUED -> red(text);
            case UNDECIDED -> magenta(text);
        };
    }

    String risk(Risk risk, String text) {
        return switch (risk) {
            case SAFE -> text;
            case DISRUPTIVE -> code("1;33", text);
            case DESTRUCTIVE -> code("1;31", text);
        };
    }

    /** A line of a unified diff. */
    String diff(String line) {
        if (line.startsWith("+++") || line.startsWith("---")) {
            return dim(line);
        }
        if (line.startsWith("@@")) {
            return cyan(line);
        }
        if (line.startsWith("+")) {
            return green(line);
        }
        return line.startsWith("-") ? red(line) : line;
    }

    private String code(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
