package dev.sluice.template.filter;

import dev.sluice.python.NumberText;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What {@code ipaddr} answers to its queries; null where a query does not apply to the address. */
final class AddressQueries {
    private AddressQueries() {}

    static @Nullable Object answer(NetworkAddress address, @Nullable Object query) {
        String name = Text.of(query);
        Object index = NumberText.integer(name, 10);
        if (index instanceof Long number) {
            return atIndex(address, number);
        }
        NetworkAddress network = NetworkAddress.parse(name);
        if (network != null) {
            return network.contains(address) ? shown(address) : null;
        }
        return ofNetwork(address, name);
    }

    private static String shown(NetworkAddress address) {
        return address.prefixGiven() ? address.withPrefix() : address.text();
    }

    private static @Nullable Object atIndex(NetworkAddress address, long index) {
        if (address.single()) {
            return null;
        }
        BigInteger offset = BigInteger.valueOf(index);
        BigInteger start = index < 0 ? address.last().add(BigInteger.ONE) : address.network();
        NetworkAddress found = address.with(start.add(offset), address.prefix());
        return address.contains(found) ? found.withPrefix() : null;
    }

    private static @Nullable Object ofNetwork(NetworkAddress address, String query) {
        boolean single = address.single();
        return switch (query) {
            case "" -> shown(address);
            case "bool" -> true;
            case "version" -> (long) address.version();
            case "prefix" -> (long) address.prefix();
            case "size" -> Numbers.narrow(address.size());
            case "size_usable" ->
                Numbers.narrow(
                        address.lastUsable().subtract(address.firstUsable()).add(BigInteger.ONE));
            case "netmask" -> address.text(address.netMask());
            case "hostmask", "wildcard" -> address.text(address.hostMask());
            case "network" -> single ? null : address.text(address.network());
            case "network_id" -> address.text(address.network());
            case "broadcast" -> single ? null : address.text(address.last());
            case "subnet", "cidr", "network/prefix" ->
                address.with(address.network(), address.prefix()).withPrefix();
            case "network_netmask", "network/netmask" ->
                single ? null : address.text(address.network()) + " " + address.text(address.netMask());
            case "network_wildcard", "network/wildcard" ->
                single ? null : address.text(address.network()) + " " + address.text(address.hostMask());
            case "net" -> address.isNetwork() ? address.withPrefix() : null;
            case "first_usable" -> single ? null : address.text(address.firstUsable());
            case "last_usable" -> single ? null : address.text(address.lastUsable());
            case "range_usable" ->
                single ? null : address.text(address.firstUsable()) + "-" + address.text(address.lastUsable());
            case "next_usable" -> neighbour(address, BigInteger.ONE);
            case "previous_usable" -> neighbour(address, BigInteger.ONE.negate());
            default -> ofAddress(address, query);
        };
    }

    private static @Nullable Object neighbour(NetworkAddress address, BigInteger step) {
        BigInteger next = address.number().add(step);
        boolean usable = !address.single()
                && next.compareTo(address.firstUsable()) >= 0
                && next.compareTo(address.lastUsable()) <= 0;
        return usable ? address.text(next) : null;
    }

    private static @Nullable Object ofAddress(NetworkAddress address, String query) {
        return switch (query) {
            case "address", "ip" -> address.isNetwork() ? null : address.text();
            case "address/prefix", "ip/prefix", "gateway", "gw", "router", "host/prefix" ->
                address.isNetwork() || address.single() ? null : address.withPrefix();
            case "host" -> address.isNetwork() ? null : address.withPrefix();
            case "ip_netmask", "ip/netmask" ->
                address.isNetwork() || address.single() ? null : address.text() + " " + address.text(address.netMask());
            case "int" ->
                address.single() ? Numbers.narrow(address.number()) : address.number() + "/" + address.prefix();
            case "type" -> address.isNetwork() ? "network" : "address";
            case "revdns" -> address.isNetwork() ? null : address.reverseName();
            case "wrap" -> address.version() == 4 ? shown(address) : "[" + address.text() + "]";
            case "ipv4", "v4" -> address.version() == 4 ? shown(address) : null;
            case "ipv6", "v6" -> address.version() == 6 ? shown(address) : null;
            case "private" -> address.isPrivate() ? shown(address) : null;
            case "public" -> isPublic(address) ? shown(address) : null;
            case "loopback", "lo" -> address.isLoopback() ? shown(address) : null;
            case "link-local" -> address.isLinkLocal() ? shown(address) : null;
            case "multicast" -> address.isMulticast() ? shown(address) : null;
            case "unicast" -> address.isMulticast() ? null : shown(address);
            default ->
                throw new OperationException(
                        "'ipaddr' has no query '" + query + "'",
                        "the usual ones are address, network, netmask, prefix, subnet, size, first_usable, last_usable");
        };
    }

    private static boolean isPublic(NetworkAddress address) {
        return !address.isPrivate()
                && !address.isLoopback()
                && !address.isMulticast()
                && !address.within("0.0.0.0/8", "240.0.0.0/4", "::/128");
    }
}
