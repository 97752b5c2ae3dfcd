package dev.sluice.modules.storage.exports;

import dev.sluice.spi.value.Answer;
import java.util.Comparator;
import java.util.List;

/**
 * One directory for one client, as the export table has it.
 *
 * @param path the directory
 * @param client who may mount it; {@code *} for everyone
 * @param options as the table shows them, sorted; unknown where exportfs decides
 */
public record Export(String path, String client, Answer<List<String>> options) {
    static final Comparator<Export> ORDER = Comparator.comparing(Export::path).thenComparing(Export::client);

    boolean is(String otherPath, String otherClient) {
        return path.equals(otherPath) && client.equals(otherClient);
    }
}
