package dev.sluice.template.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters, or tests, that belong together. */
interface Family {
    /** All that the family has, aliases included. */
    List<Signature> signatures();

    /**
     * Applies one of them.
     *
     * @return the filter's result, or a Boolean if this is a family of tests
     */
    @Nullable
    Object apply(Call call);
}
