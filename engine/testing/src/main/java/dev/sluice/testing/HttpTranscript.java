package dev.sluice.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays recorded requests and responses on a port of the loopback address, strictly in their order, so that a connector and
 * its modules are tested without the real server. A request that was not recorded there is answered with 500 and noted.
 *
 * <p>Exchanges are separated by empty lines; lines that begin with {@code #} are comments:
 *
 * <pre>
 * > PUT /settings/colour
 * > {"value":"blue"}
 * < 204
 * </pre>
 *
 * The first line of a request is its method and path, the first line of a response its status; further lines are bodies.
 */
public final class HttpTranscript implements AutoCloseable {
    private record Message(String head, String body) {}

    private record Exchange(Message request, Message response) {}

    private final List<Exchange> exchanges;
    private final List<String> surprises = new ArrayList<>();
    private final HttpServer server;
    private int played;

    private HttpTranscript(List<Exchange> exchanges) throws IOException {
        this.exchanges = exchanges;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts to play.
     *
     * @throws IOException if the file cannot be read or no port is free
     * @throws IllegalArgumentException if the file is not a transcript: with the line
     */
    public static HttpTranscript play(Path file) throws IOException {
        return new HttpTranscript(parse(Files.readAllLines(file)));
    }

    private static List<Exchange> parse(List<String> lines) {
        List<Exchange> exchanges = new ArrayList<>();
        List<String> request = new ArrayList<>();
        List<String> response = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.startsWith("> ")) {
                request.add(line.substring(2));
            } else if (line.startsWith("< ")) {
                response.add(line.substring(2));
            } else if (line.isBlank()) {
                add(request, response, exchanges, number);
            } else if (!line.startsWith("#")) {
                throw new IllegalArgumentException("line " + number + ": expected '> ', '< ' or '#': " + line);
            }
        }
        add(request, response, exchanges, number);
        return exchanges;
    }

    private static void add(List<String> request, List<String> response, List<Exchange> exchanges, int line) {
        if (request.isEmpty() && response.isEmpty()) {
            return;
        }
        if (request.isEmpty() || response.isEmpty()) {
            throw new IllegalArgumentException("line " + line + ": a request without a response, or the reverse");
        }
        exchanges.add(new Exchange(message(request), message(response)));
        request.clear();
        response.clear();
    }

    private static Message message(List<String> lines) {
        return new Message(lines.get(0).strip(), String.join("\n", lines.subList(1, lines.size())));
    }

    /** Where the server is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange asked) throws IOException {
        try (asked) {
            String body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Message request = new Message(asked.getRequestMethod() + " " + asked.getRequestURI(), body);
            if (played >= exchanges.size() || !exchanges.get(played).request().equals(request)) {
                surprises.add(request.head() + (body.isEmpty() ? "" : " " + body));
                asked.sendResponseHeaders(500, -1);
                return;
            }
            Message response = exchanges.get(played++).response();
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            asked.sendResponseHeaders(Integer.parseInt(response.head()), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                asked.getResponseBody().write(bytes);
            }
        }
    }

    /**
     * Holds what came against what was recorded.
     *
     * @throws AssertionError if a request was not made, or another one was
     */
    public synchronized void assertPlayed() {
        if (!surprises.isEmpty()) {
            throw new AssertionError("not in the transcript, or not in this place: " + surprises);
        }
        if (played < exchanges.size()) {
            throw new AssertionError(
                    "never requested: " + exchanges.get(played).request().head());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
