package dev.sluice.modules.system.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Interfaces, addresses, routes and name servers, as Ansible names them. */
final class NetworkFacts {
    private static final long UP = 0x1;
    private static final long PROMISCUOUS = 0x100;

    private NetworkFacts() {}

    static void read(Sections sections, Map<String, Object> facts) {
        Map<String, Map<String, Object>> interfaces = interfaces(sections);
        List<Object> all4 = new ArrayList<>();
        List<Object> all6 = new ArrayList<>();
        for (String line : sections.lines("addresses")) {
            address(line.strip().split("\\s+"), interfaces, all4, all6);
        }
        facts.put("interfaces", List.copyOf(interfaces.keySet()));
        interfaces.forEach((name, each) -> facts.put(name.replaceAll("[-:.@]", "_"), each));
        facts.put("all_ipv4_addresses", all4);
        facts.put("all_ipv6_addresses", all6);
        facts.put("default_ipv4", defaultRoute(sections.text("route4"), interfaces, "ipv4"));
        facts.put("default_ipv6", defaultRoute(sections.text("route6"), interfaces, "ipv6"));
        facts.put("dns", nameServers(sections));
        for (String type : List.of("dsa", "rsa", "ecdsa", "ed25519")) {
            String[] key = sections.text("hostkey-" + type).split(" ");
            if (key.length >= 2) {
                facts.put("ssh_host_key_" + type + "_public", key[1]);
                facts.put("ssh_host_key_" + type + "_public_keytype", key[0]);
            }
        }
    }

    private static Map<String, Map<String, Object>> interfaces(Sections sections) {
        Map<String, Map<String, Object>> interfaces = new LinkedHashMap<>();
        sections.table("interfaces").stream()
                .sorted(java.util.Comparator.comparingLong(row -> Long.parseLong(row.get(8))))
                .forEach(row -> interfaces.put(row.get(0), describe(row)));
        return interfaces;
    }

    private static Map<String, Object> describe(List<String> row) {
        Map<String, Object> one = new LinkedHashMap<>();
        long flags = Long.decode(row.get(5));
        one.put("device", row.get(0));
        one.put(
                "type",
                switch (row.get(1)) {
                    case "1" -> "ether";
                    case "772" -> "loopback";
                    case "512" -> "ppp";
                    case "32" -> "infiniband";
                    case "768", "776", "778" -> "tunnel";
                    default -> row.get(1).matches("[0-9]+") ? "unknown" : row.get(1);
                });
        if (!row.get(2).isEmpty() && !row.get(2).equals("00:00:00:00:00:00")) {
            one.put("macaddress", row.get(2));
        }
        one.put("mtu", Long.parseLong(row.get(3)));
        one.put("active", row.get(4).equals("up") || (row.get(4).equals("unknown") && (flags & UP) != 0));
        one.put("promisc", (flags & PROMISCUOUS) != 0);
        if (row.get(6).matches("-?[0-9]+")) {
            one.put("speed", Long.parseLong(row.get(6)));
        }
        if (!row.get(7).isEmpty()) {
            one.put("pciid", row.get(7));
        }
        return one;
    }

    /** A line of {@code ip -o addr}: {@code 2: eth0 inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0 ...}. */
    private static void address(
            String[] word, Map<String, Map<String, Object>> interfaces, List<Object> all4, List<Object> all6) {
        Map<String, Object> one = word.length < 4 ? null : interfaces.get(word[1].replaceFirst("@.*$", ""));
        if (one == null || !(word[2].equals("inet") || word[2].equals("inet6"))) {
            return;
        }
        String[] parts = word[3].split("/", 2);
        String prefix = parts.length == 2 ? parts[1] : word[2].equals("inet") ? "32" : "128";
        if (word[2].equals("inet6")) {
            Map<String, Object> six = new LinkedHashMap<>();
            six.put("address", parts[0]);
            six.put("prefix", prefix);
            six.put("scope", after(word, "scope"));
            append(one, "ipv6", six);
            if (!parts[0].equals("::1")) {
                all6.add(parts[0]);
            }
            return;
        }
        Map<String, Object> four = new LinkedHashMap<>();
        int length = Integer.parseInt(prefix);
        four.put("address", parts[0]);
        four.put("broadcast", after(word, "brd"));
        four.put("netmask", dotted(mask(length)));
        four.put("network", dotted(number(parts[0]) & mask(length)));
        four.put("prefix", prefix);
        if (one.containsKey("ipv4")) {
            append(one, "ipv4_secondaries", four);
        } else {
            one.put("ipv4", four);
        }
        if (!parts[0].startsWith("127.")) {
            all4.add(parts[0]);
        }
    }

    private static void append(Map<String, Object> one, String key, Map<String, Object> item) {
        List<Object> items = new ArrayList<>();
        if (one.get(key) instanceof List<?> before) {
            items.addAll(before);
        }
        items.add(item);
        one.put(key, items);
    }

    /** A line of {@code ip route get}: {@code 8.8.8.8 via 192.0.2.1 dev eth0 src 192.0.2.2 uid 0}. */
    private static Map<String, Object> defaultRoute(
            String text, Map<String, Map<String, Object>> interfaces, String version) {
        String[] words = text.strip().split("\\s+");
        String device = after(words, "dev");
        String address = after(words, "src");
        Map<String, Object> one = interfaces.get(device);
        Map<String, Object> route = new LinkedHashMap<>();
        if (one == null || address.isEmpty()) {
            return route;
        }
        String gateway = after(words, "via");
        if (!gateway.isEmpty()) {
            route.put("gateway", gateway);
        }
        route.put("interface", device);
        route.put("address", address);
        for (String key : List.of("macaddress", "mtu", "type")) {
            if (one.containsKey(key)) {
                route.put(key, one.get(key));
            }
        }
        Object found = one.get(version);
        List<?> candidates = found instanceof List<?> several ? several : List.of(found == null ? Map.of() : found);
        for (Object candidate : candidates) {
            if (candidate instanceof Map<?, ?> map && address.equals(map.get("address"))) {
                map.forEach((key, value) -> route.putIfAbsent(String.valueOf(key), value));
            }
        }
        if (version.equals("ipv4")) {
            route.put("alias", device);
        }
        return route;
    }

    private static Map<String, Object> nameServers(Sections sections) {
        Map<String, Object> dns = new LinkedHashMap<>();
        for (String line : sections.lines("resolv")) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 2 || words[0].startsWith("#") || words[0].startsWith(";")) {
                continue;
            }
            List<String> rest = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" ->
                    rest.forEach(server -> {
                        List<Object> servers = new ArrayList<>();
                        if (dns.get("nameservers") instanceof List<?> before) {
                            servers.addAll(before);
                        }
                        servers.add(server);
                        dns.put("nameservers", servers);
                    });
                case "domain" -> dns.put("domain", rest.get(0));
                case "search", "sortlist" -> dns.put(words[0], rest);
                case "options" -> dns.put("options", options(rest));
                default -> {}
            }
        }
        return dns;
    }

    private static Map<String, Object> options(List<String> words) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (String word : words) {
            String[] pair = word.split(":", 2);
            options.put(pair[0], pair.length == 2 ? pair[1] : Boolean.TRUE);
        }
        return options;
    }

    private static String after(String[] words, String key) {
        for (int index = 0; index + 1 < words.length; index++) {
            if (words[index].equals(key)) {
                return words[index + 1];
            }
        }
        return "";
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Long.parseLong(part);
        }
        return number;
    }

    private static String dotted(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
