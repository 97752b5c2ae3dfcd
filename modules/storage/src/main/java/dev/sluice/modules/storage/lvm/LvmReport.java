package dev.sluice.modules.storage.lvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.UnparsableOutputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What LVM 2.03 prints for {@code --reportformat json --units b --nosuffix}: every value is a text, the empty text means
 * none.
 *
 * <pre>{"report":[{"lv":[{"lv_name":"data", "lv_size":"1127428915200", "pool_lv":""}]}]}</pre>
 */
final class LvmReport {
    /** A command line that mentions one of these may alter volumes; the commands that only report are not among them. */
    static final Set<Name> ALTERING_COMMANDS = Name.programs(
            "lvm",
            "lvconvert",
            "lvcreate",
            "lvextend",
            "lvreduce",
            "lvremove",
            "lvrename",
            "lvresize",
            "lvchange",
            "pvcreate",
            "pvmove",
            "pvremove",
            "pvresize",
            "vgchange",
            "vgcreate",
            "vgextend",
            "vgmerge",
            "vgreduce",
            "vgremove",
            "vgrename",
            "vgsplit");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String question;
    private final JsonNode row;

    private LvmReport(String question, JsonNode row) {
        this.question = question;
        this.row = row;
    }

    /** The script of a report; a host without LVM answers with an empty report, for it has no volumes. */
    static Script script(@CompileTimeConstant String command, @CompileTimeConstant String columns) {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                command -v {} >/dev/null || { echo '{"report":[]}'; exit 0; }
                LVM_SUPPRESS_FD_WARNINGS=1 {} --reportformat json --units b --nosuffix -o {}
                """, Script.of(command), Script.of(command), Script.of(columns));
    }

    /** The rows of a report, e.g. of {@code vg}. */
    static List<LvmReport> rows(String question, String kind, Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    question,
                    "the report exited with " + output.exitCode() + ": "
                            + output.errorText().strip() + "; LVM's reports need root, so set 'become: true'");
        }
        JsonNode report = read(question, output).path("report");
        if (!report.isArray()) {
            throw new UnparsableOutputException(question, "expected {\"report\":[...]} but got: " + output.text());
        }
        List<LvmReport> rows = new ArrayList<>();
        for (JsonNode part : report) {
            if (!part.path(kind).isArray()) {
                throw new UnparsableOutputException(question, "no rows '" + kind + "' in: " + part);
            }
            part.path(kind).forEach(row -> rows.add(new LvmReport(question, row)));
        }
        return rows;
    }

    private static JsonNode read(String question, Output output) {
        try {
            return JSON.readTree(output.text());
        } catch (JsonProcessingException broken) {
            throw new UnparsableOutputException(question, "expected JSON but got: " + output.text());
        }
    }

    String text(String column) {
        JsonNode value = row.get(column);
        if (value == null || !value.isTextual()) {
            throw new UnparsableOutputException(question, "no text '" + column + "' in: " + row);
        }
        return value.textValue();
    }

    ByteSize size(String column) {
        try {
            return new ByteSize(Long.parseLong(text(column)));
        } catch (IllegalArgumentException none) {
            throw new UnparsableOutputException(
                    question, "'" + column + "' is not a number of bytes: '" + text(column) + "'");
        }
    }
}
