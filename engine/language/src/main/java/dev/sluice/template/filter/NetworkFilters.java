package dev.sluice.template.filter;

import dev.sluice.python.NumberText;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters on network addresses of the collection ansible.utils. */
final class NetworkFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "ipaddr(query?)",
                "ipv4(query?)",
                "ipv6(query?)",
                "ipwrap",
                "ipsubnet(query?, index?)",
                "nthhost(query)",
                "ipmath(amount)",
                "network_in_network(test)",
                "network_in_usable(test)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "ipaddr", "ipv4", "ipv6" -> addresses(call, call.value());
            case "ipwrap" -> wrap(call.value());
            case "ipsubnet" -> subnet(call);
            case "nthhost" -> nth(call);
            case "ipmath" -> add(call);
            case "network_in_network" -> required(call.text()).contains(required(call.text("test")));
            case "network_in_usable" -> inUsable(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static NetworkAddress required(String text) {
        NetworkAddress address = NetworkAddress.parse(text);
        if (address == null) {
            throw new OperationException(Text.quoted(text) + " is not a network address", "write it like 10.0.20.5/24");
        }
        return address;
    }

    private static @Nullable Object addresses(Call call, @Nullable Object value) {
        if (value instanceof List<?> list) {
            OwnList found = new OwnList();
            for (Object each : list) {
                Object answer = addresses(call, each);
                if (answer != null && Types.truth(answer)) {
                    found.add(answer);
                }
            }
            return found;
        }
        NetworkAddress address = NetworkAddress.parse(Text.of(value));
        boolean version =
                address != null && (call.name().equals("ipaddr") || call.name().equals("ipv" + address.version()));
        if (address == null || !version) {
            return false;
        }
        return AddressQueries.answer(address, call.get("query", ""));
    }

    private static @Nullable Object wrap(@Nullable Object value) {
        if (value instanceof List<?> list) {
            OwnList wrapped = new OwnList();
            list.forEach(each -> wrapped.add(String.valueOf(wrap(each))));
            return wrapped;
        }
        NetworkAddress address = NetworkAddress.parse(Text.of(value));
        if (address == null || address.version() == 4) {
            return value;
        }
        return "[" + address.text() + "]" + (address.prefixGiven() ? "/" + address.prefix() : "");
    }

    private static Object subnet(Call call) {
        NetworkAddress address = NetworkAddress.parse(call.text());
        if (address == null) {
            return false;
        } else if (!call.has("query")) {
            return address.with(address.network(), address.prefix()).withPrefix();
        }
        NetworkAddress other = NetworkAddress.parse(call.text("query"));
        if (other != null) {
            return position(address, other);
        }
        Object length = NumberText.integer(call.text("query"), 10);
        if (!(length instanceof Long prefix) || prefix < 0 || prefix > address.bits()) {
            throw new OperationException("'ipsubnet' needs the length of a prefix or a network");
        }
        return part(call, address, prefix.intValue());
    }

    /** The place, from 1, of an address or network among the equally large ones of a network. */
    private static Object position(NetworkAddress address, NetworkAddress network) {
        if (!network.contains(address)) {
            throw new OperationException(address.withPrefix() + " is not in the subnet " + network.withPrefix());
        }
        BigInteger distance = address.network().subtract(network.network());
        return distance.divide(address.size()).add(BigInteger.ONE).toString();
    }

    private static Object part(Call call, NetworkAddress address, int prefix) {
        boolean narrower = prefix >= address.prefix();
        if (!call.has("index")) {
            NetworkAddress outer = address.with(address.number(), prefix);
            return narrower
                    ? BigInteger.ONE.shiftLeft(prefix - address.prefix()).toString()
                    : outer.with(outer.network(), prefix).withPrefix();
        }
        BigInteger index = BigInteger.valueOf(call.integer("index", 0));
        if (!narrower) {
            int outer = index.signum() < 0 ? address.prefix() + index.intValue() : prefix + index.intValue();
            NetworkAddress chosen = address.with(address.number(), Math.max(0, Math.min(address.prefix(), outer)));
            return chosen.with(chosen.network(), chosen.prefix()).withPrefix();
        }
        BigInteger size = BigInteger.ONE.shiftLeft(address.bits() - prefix);
        BigInteger from = index.signum() < 0 ? address.last().add(BigInteger.ONE) : address.network();
        NetworkAddress chosen = address.with(from.add(size.multiply(index)), prefix);
        return address.contains(chosen) ? chosen.withPrefix() : (Object) false;
    }

    private static Object nth(Call call) {
        NetworkAddress address = required(call.text());
        BigInteger index = BigInteger.valueOf(call.integer("query", 0));
        BigInteger wanted = index.signum() < 0
                ? address.last().add(BigInteger.ONE).add(index)
                : address.network().add(index);
        boolean inside = wanted.compareTo(address.network()) >= 0 && wanted.compareTo(address.last()) <= 0;
        return inside ? address.text(wanted) : (Object) false;
    }

    private static Object add(Call call) {
        NetworkAddress address = required(call.text());
        BigInteger sum = address.number().add(Numbers.integer(call.integer("amount", 0)));
        if (!address.valid(sum)) {
            throw new OperationException(address.text() + " plus " + call.text("amount") + " is not an address");
        }
        return address.text(sum);
    }

    private static Object inUsable(Call call) {
        NetworkAddress network = required(call.text());
        NetworkAddress tested = required(call.text("test"));
        return network.contains(tested)
                && tested.network().compareTo(network.firstUsable()) >= 0
                && tested.last().compareTo(network.lastUsable()) <= 0;
    }
}
