package dev.sluice.modules.storage.proxmox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The rows that {@code pvesh get PATH --output-format json} prints. Numbers and flags come as numbers or as texts, and a
 * value that is not set is left out, null or empty.
 */
final class AccessRows {
    /** What a command line mentions that alters users, roles or rules. */
    static final Set<Name> NAMES = Name.programs("pveum", "/etc/pve/user.cfg");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String question;
    private final JsonNode row;

    private AccessRows(String question, JsonNode row) {
        this.question = question;
        this.row = row;
    }

    /** The script that asks for a path of the API. */
    static Script script(Script path) {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                command -v pvesh >/dev/null || { echo 'pvesh is not installed: this is not a Proxmox VE host' >&2; exit 3; }
                [ "$(id -u)" = 0 ] || { echo 'only root may ask Proxmox VE: set become: true' >&2; exit 3; }
                timeout 60 pvesh get {} --output-format json
                """, path);
    }

    /** Every row of the answer. */
    static List<AccessRows> of(String question, Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    question,
                    output.errorText().isBlank()
                            ? "exit code " + output.exitCode()
                            : output.errorText().strip());
        }
        try {
            JsonNode array = JSON.readTree(output.text());
            if (!array.isArray()) {
                throw new UnparsableOutputException(question, "expected a JSON array but got: " + output.text());
            }
            return of(question, array);
        } catch (JsonProcessingException notJson) {
            throw new UnparsableOutputException(question, "expected JSON but got: " + output.text());
        }
    }

    private static List<AccessRows> of(String question, JsonNode array) {
        List<AccessRows> rows = new ArrayList<>();
        array.forEach(row -> rows.add(new AccessRows(question, row)));
        return rows;
    }

    /** Rows inside this one; none if the field is not set. */
    List<AccessRows> rows(String field) {
        return of(question, row.path(field));
    }

    /** A text that is always there. */
    String required(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            throw new UnparsableOutputException(question, "expected '" + field + "' in: " + row);
        }
        return text;
    }

    /** A text; empty if it is not set. */
    String text(String field) {
        return row.path(field).isNull() ? "" : row.path(field).asText();
    }

    long number(String field) {
        return row.path(field).asLong(0);
    }

    boolean flag(String field, boolean usual) {
        return text(field).isEmpty() ? usual : !text(field).equals("0");
    }

    /** A list with commas, sorted: its order means nothing. */
    List<String> list(String field) {
        return sorted(text(field));
    }

    static List<String> sorted(String list) {
        return Arrays.stream(list.split("[,; ]+"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
