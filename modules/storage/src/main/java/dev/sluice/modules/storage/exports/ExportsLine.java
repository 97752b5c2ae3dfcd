package dev.sluice.modules.storage.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A directory with its clients, as a line of an exports file has it.
 *
 * @param path the directory
 * @param clients in the line's order, with the defaults that apply to them
 * @param comment what follows the clients, with its {@code #}; empty if nothing does
 */
record ExportsLine(String path, List<Client> clients, String comment) {
    /**
     * A client.
     *
     * @param name a host, network, netgroup or pattern; empty if the file names none, which means everyone
     * @param options with the line's defaults in front
     * @param bare whether it has no options of its own and no defaults
     */
    record Client(String name, List<String> options, boolean bare) {
        String text() {
            return name + "(" + String.join(",", options) + ")";
        }
    }

    ExportsLine with(Client client) {
        List<Client> all = new ArrayList<>(clients);
        for (int index = 0; index < all.size(); index++) {
            if (Clients.same(all.get(index).name(), client.name())) {
                all.set(index, client);
                return new ExportsLine(path, all, comment);
            }
        }
        all.add(client);
        return new ExportsLine(path, all, comment);
    }

    ExportsLine without(String client) {
        return new ExportsLine(
                path,
                clients.stream()
                        .filter(each -> !Clients.same(each.name(), client))
                        .toList(),
                comment);
    }

    String text() {
        return ExportsText.escape(path) + " "
                + clients.stream().map(Client::text).collect(Collectors.joining(" "))
                + (comment.isEmpty() ? "" : " " + comment);
    }
}
