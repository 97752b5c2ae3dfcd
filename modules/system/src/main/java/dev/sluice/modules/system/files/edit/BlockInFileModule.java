package dev.sluice.modules.system.files.edit;

import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a block of lines between two marker lines, as Ansible's {@code blockinfile}. */
public final class BlockInFileModule implements Module<BlockInFileModule.Parameters> {
    /** Whether the block is to be there. */
    enum State {
        PRESENT,
        ABSENT
    }

    @Description(
            value = """
                    Keeps a block of lines in a file, between two marker lines by which it is found again. Several blocks in
                    one file need markers of their own. An empty `block` removes the block with its markers.""",
            example = """
                    - name: Name the hosts of the storage network
                      blockinfile:
                        path: /etc/hosts
                        marker: "# {mark} storage network"
                        block: |
                          10.0.10.1 host
                          10.0.10.15 nas
                    """,
            returns = {
                "msg: `Block inserted`, `Block removed`, `File created`, or empty",
                "backup_file: where the old file is kept, if it is"
            },
            refuses = {RefusedParameters.FLAGS, RefusedParameters.LABELS, RefusedParameters.IN_PLACE})
    record Parameters(
            @Parameter(
                    value = "The file. A symbolic link is followed.",
                    required = true,
                    aliases = {"dest", "destfile", "name"})
            String path,

            @Parameter(value = "Whether the block is to be there.", defaultValue = "present")
            State state,

            @Parameter(value = "The lines between the markers.", defaultValue = "\"\"", aliases = "content")
            String block,

            @Parameter(
                    value = "The marker lines; `{mark}` stands for `marker_begin` or `marker_end`.",
                    defaultValue = "\"# {mark} ANSIBLE MANAGED BLOCK\"")
            String marker,

            @Parameter(value = "What `{mark}` is in the first marker line.", defaultValue = "BEGIN")
            String marker_begin,

            @Parameter(value = "What `{mark}` is in the last marker line.", defaultValue = "END")
            String marker_end,

            @Parameter("`EOF`, or a regular expression: a new block goes after the last line that matches.") @Nullable
            String insertafter,

            @Parameter("`BOF`, or a regular expression: a new block goes before the last line that matches.") @Nullable
            String insertbefore,

            @Parameter("Whether an empty line is kept after the block.")
            boolean append_newline,

            @Parameter("Whether an empty line is kept before the block.")
            boolean prepend_newline,

            @Parameter("Whether to create the file, with its parent directories, if it does not exist.")
            boolean create,

            @Parameter(CommonParameters.BACKUP) boolean backup,
            @Parameter(CommonParameters.VALIDATE) @Nullable String validate,
            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group) {
        WantedAttributes wanted() {
            return new WantedAttributes(mode, owner, group);
        }

        String markerLine(String mark) {
            return TextEditing.asBytes(marker.replace("{mark}", mark)) + "\n";
        }

        boolean isWanted() {
            return state == State.PRESENT && !block.isEmpty();
        }
    }

    @Override
    public String name() {
        return "blockinfile";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.insertafter() != null && wanted.insertbefore() != null) {
            throw new TaskFailure("insertafter and insertbefore exclude each other");
        }
        if (wanted.marker_begin().equals(wanted.marker_end())
                || !wanted.marker().contains("{mark}")) {
            throw new TaskFailure("the two marker lines would be the same, so the block could not be found again: keep"
                    + " {mark} in marker, and marker_begin and marker_end different");
        }
        TextEditing editing = TextEditing.of(facts, wanted.path(), wanted.wanted(), wanted.validate(), wanted.backup());
        Bytes before = editing.content();
        if (before == null) {
            if (!wanted.create()) {
                throw new TaskFailure(
                        "Path " + editing.path() + " does not exist ! Set create: true to make it", Map.of("rc", 257L));
            }
            if (wanted.state() == State.ABSENT) {
                return Plan.unchanged(Map.of("msg", "File " + editing.path() + " not present"));
            }
        }
        BlockEdit edit = new BlockEdit(
                wanted.markerLine(wanted.marker_begin()),
                wanted.markerLine(wanted.marker_end()),
                wanted.isWanted() ? TextEditing.asBytes(wanted.block()) : "",
                InsertPlace.of(wanted.insertafter(), wanted.insertbefore()),
                wanted.prepend_newline(),
                wanted.append_newline());
        String after = edit.apply(before == null ? "" : TextEditing.bytesAsText(before));
        String message = before == null ? "File created" : wanted.isWanted() ? "Block inserted" : "Block removed";
        boolean converges = edit.apply(after).equals(after);
        return editing.rewritten(before, after, message, Map.of(), "backup_file", converges);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return UndecidedFile.edited(wanted.path(), wanted.wanted(), wanted.state() == State.PRESENT, reason);
    }
}
