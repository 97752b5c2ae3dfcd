package dev.sluice.runbook;

import dev.sluice.source.Node;
import dev.sluice.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * The module that a task calls.
 *
 * @param name the module's name as written
 * @param span where it is written
 * @param arguments a mapping, a free-form scalar, or null for none
 */
public record ModuleCall(String name, Span span, @Nullable Node arguments) {}
