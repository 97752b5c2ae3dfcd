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
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A module of two targets in one plan: it brings a file from one to the other, and leaves a receipt where it came from. */
public final class TwoEndsFamily implements Family {
    @Description(value = "Brings a file from another target.", example = "- bring: { from: a, src: /x, dest: /y }")
    record Wanted(
            @Parameter(value = "The other target.", required = true)
            String from,

            @Parameter(value = "The file there.", required = true)
            String src,

            @Parameter(value = "The file here; its receipt there ends with .taken.", required = true)
            String dest) {}

    private record Bring() implements Module<Wanted> {
        @Override
        public String name() {
            return "bring";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            Facts there = facts.on(wanted.from());
            if (!there.get(new ContentOf(wanted.src())).isRead()) {
                throw new TaskFailure(wanted.src() + " does not exist on " + wanted.from());
            }
            List<Change> changes = new ArrayList<>();
            Bytes content = there.get(new ContentOf(wanted.src())).bytes();
            if (!holds(facts, wanted.dest(), content)) {
                changes.add(written(wanted.dest(), content));
            }
            String receipt = wanted.src() + ".taken";
            Bytes taken = Bytes.of("taken to " + wanted.dest() + "\n");
            if (!holds(there, receipt, taken)) {
                changes.add(written(receipt, taken).on(wanted.from()));
            }
            return Plan.changes(changes, Map.of("bytes", (long) content.size()));
        }

        private static boolean holds(Facts facts, String path, Bytes content) {
            var now = facts.get(new ContentOf(path));
            return now.isRead() && now.bytes().equals(content);
        }

        private static Change written(String path, Bytes content) {
            NewFile file = NewFile.file(Attributes.unknown("how it is made"), new FileContent.Exactly(content));
            return Change.of(
                    path,
                    "content",
                    "",
                    content.size() + " bytes",
                    List.of(new Steps.Write(path, content, 0644, null, null, null, null)),
                    List.of(FilesPlaced.one(path, file)));
        }
    }

    @Override
    public String name() {
        return "two-ends";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Bring());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }

    @Override
    public List<Connector> connectors() {
        return new SeparateMachines().connectors();
    }
}
