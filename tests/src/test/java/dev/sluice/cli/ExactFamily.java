package dev.sluice.cli;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Connector;
import java.util.List;
import java.util.Map;

/** A module whose step claims to be exact, whatever it really does: for what happens while changes travel together. */
public final class ExactFamily implements Family {
    @Description(value = "Claims to write a file.", example = "- claim: { dest: /x, content: y, run: 'true' }")
    record Wanted(
            @Parameter(value = "The file.", required = true) String dest,

            @Parameter(value = "What it is claimed to hold.", required = true)
            String content,

            @Parameter(value = "What is run instead.", required = true)
            String run,

            @Parameter("Whether no effect is declared.") boolean silent) {}

    private record Claim() implements Module<Wanted> {
        @Override
        public String name() {
            return "claim";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            Bytes content = Bytes.of(wanted.content());
            var now = facts.get(new ContentOf(wanted.dest()));
            if (now.isRead() && now.bytes().equals(content)) {
                return Plan.unchanged(Map.of());
            }
            NewFile file = NewFile.file(Attributes.unknown("how it is made"), new FileContent.Exactly(content));
            Change change = Change.of(
                    wanted.dest(),
                    "content",
                    "",
                    content.size() + " bytes",
                    List.of(Steps.Run.of(Script.ofUser(wanted.run())).exact()),
                    wanted.silent() ? List.of() : List.of(FilesPlaced.one(wanted.dest(), file)));
            return Plan.changes(List.of(change), Map.of());
        }
    }

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Claim());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }

    @Override
    public List<Connector> connectors() {
        return List.of();
    }
}
