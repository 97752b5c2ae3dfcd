package dev.sluice.order;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a phase acts on and what it reads, as far as its text and the inventory tell.
 *
 * @param hosts the hosts that it acts on: its own and those that tasks are delegated to
 * @param addresses where these hosts are, each with one of the hosts: two names may mean one machine
 * @param reads other hosts whose variables it reads ({@code hostvars})
 * @param readsAny whether it may read the variables of any host
 * @param controller whether it acts on the machine that Sluice runs on, whose files every phase may read
 * @param unclear what it is in the text because of which it may act anywhere; empty if that is clear
 */
// More than five: one for each way in which two phases can disturb each other.
record PhaseReach(
        Set<String> hosts,
        Map<String, String> addresses,
        Set<String> reads,
        boolean readsAny,
        boolean controller,
        String unclear) {

    /** Why this phase and a later one must not be run at the same time; empty if they may. */
    Optional<String> conflict(PhaseReach later) {
        return both(hosts, later.hosts)
                .map(host -> "both act on host " + host)
                .or(() -> both(addresses.keySet(), later.addresses.keySet())
                        .map(address -> "its host " + later.addresses.get(address) + " has the address of "
                                + addresses.get(address)))
                .or(() -> reading(later, this).map(host -> "it reads variables of " + host + " (hostvars)"))
                .or(() -> reading(this, later).map(host -> "that one reads variables of " + host + " (hostvars)"))
                .or(() -> controller || later.controller
                        ? Optional.of("one of them acts on the machine that Sluice runs on")
                        : Optional.empty())
                .or(() -> Optional.of(later.unclear).filter(text -> !text.isEmpty()))
                .or(() -> Optional.of(unclear).filter(text -> !text.isEmpty()).map(text -> "in that one " + text));
    }

    private static Optional<String> reading(PhaseReach reader, PhaseReach actor) {
        return reader.readsAny ? Optional.of("any host") : both(reader.reads, actor.hosts);
    }

    private static Optional<String> both(Set<String> some, Set<String> others) {
        Set<String> common = new LinkedHashSet<>(some);
        common.retainAll(others);
        return common.stream().findFirst();
    }
}
