package dev.sluice.cli;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
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
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;

/** A module whose effect says something else than what its step does. */
public final class LyingFamily implements Family {
    @Description(
            value = "Writes a file, and claims more of it.",
            example = "- lie: { dest: /x, content: y, claimed: y }")
    record Wanted(
            @Parameter(value = "The file.", required = true) String dest,

            @Parameter(value = "What is written.", required = true)
            String content,

            @Parameter(value = "What is claimed to be written.", required = true)
            String claimed,

            @Parameter("Whether it happens in every run, whatever is there.")
            boolean event) {}

    /** It writes with mode 0600, and claims 0644. */
    private record Lie() implements Module<Wanted> {
        @Override
        public String name() {
            return "lie";
        }

        @Override
        public Class<Wanted> parameters() {
            return Wanted.class;
        }

        @Override
        public Plan plan(Wanted wanted, Facts facts) {
            Bytes content = Bytes.of(wanted.content());
            facts.ask(new FileAt(wanted.dest()));
            var now = facts.get(new ContentOf(wanted.dest()));
            if (!wanted.event() && now.isRead() && now.bytes().equals(content)) {
                return Plan.unchanged(Map.of());
            }
            Attributes attributes = Attributes.unknown("how it is made").withMode(Answer.of(0644));
            NewFile file = NewFile.file(attributes, new FileContent.Exactly(Bytes.of(wanted.claimed())));
            Steps.Run step = Steps.Run.script("umask 077; printf %s {} >{}", wanted.content(), wanted.dest());
            Change change = Change.of(
                    wanted.dest(),
                    "content",
                    "",
                    content.size() + " bytes",
                    List.of(step),
                    List.of(FilesPlaced.one(wanted.dest(), file)));
            return Plan.changes(List.of(wanted.event() ? change.withKind(Change.Kind.EVENT) : change), Map.of());
        }
    }

    @Override
    public String name() {
        return "lying";
    }

    @Override
    public List<Module<?>> modules() {
        return List.of(new Lie());
    }

    @Override
    public List<Class<? extends Fact<?>>> facts() {
        return List.of();
    }
}
