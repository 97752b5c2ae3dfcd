package dev.sluice.variables;

import dev.sluice.source.Diagnostics;
import dev.sluice.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hosts of the inventory, as a run needs them. */
public interface Hosts {
    /** Whether a limit keeps hosts of the inventory out of the run. */
    boolean isLimited();

    /** The hosts that a pattern means, in order, within the limit of the run. */
    List<String> matching(String pattern);

    /** As above; a part of the pattern that matches nothing is reported. */
    List<String> matching(String pattern, @Nullable Span span, Diagnostics diagnostics);

    /**
     * The variables that the inventory and the folders beside it and beside the runbook give to a host, lowest first.
     *
     * @param directory where the runbook is
     */
    List<VariableLayers.Layer> variables(String host, Path directory);

    /** Every group with its hosts. */
    Map<String, List<String>> groups();

    /** The groups of a host, without {@code all}. */
    List<String> groupsOf(String host);

    /** Every host. */
    List<String> all();

    /** The directory of the first inventory; empty if there is none. */
    String directory();

    /** The file of the first inventory; empty if there is none. */
    String file();
}
