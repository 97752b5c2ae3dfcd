package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.packages.PackagesChanged;
import dev.sluice.spi.Effect;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a unit follows from the files that earlier tasks write and from the packages that they install. */
final class UnitFile {
    private final UnitState question;
    private final World world;

    UnitFile(UnitState question, World world) {
        this.question = question;
        this.world = world;
    }

    Answer<Unit> follow(Effect effect, Answer<Unit> answer) {
        if (effect instanceof PackagesChanged packages
                && !answer.map(Unit::exists).map(exists -> exists).equals(Answer.of(true))) {
            return packages.adds() ? Answer.unknown("the units that " + packages.describe() + " bring") : answer;
        }
        Set<String> altered = SuspectedEffect.alteredBy(effect);
        if (!SuspectedEffect.overlap(altered, places()) || effect instanceof UnitChanged) {
            return answer;
        }
        return answer.flatMap(this::fromFile);
    }

    private Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        for (String directory : question.scope().directories()) {
            places.add(directory + "/" + question.name());
            places.add(directory + "/" + question.name() + ".d");
        }
        return places;
    }

    private Answer<Unit> fromFile(Unit before) {
        for (String directory : question.scope().directories()) {
            Answer<Content> now = world.after(new ContentOf(directory + "/" + question.name()));
            if (!now.isKnown()) {
                return Answer.unknown("the unit file of " + question.name());
            }
            if (now.get().isRead()) {
                return Answer.of(read(before, now.get().bytes().text()));
            }
        }
        return before.exists()
                ? Answer.unknown("what systemd makes of " + question.name() + " without its file")
                : Answer.of(before);
    }

    /** The unit once its file holds this text; what systemd holds in memory stays until it is told to reload. */
    private Unit read(Unit before, String text) {
        if (before.exists()) {
            Answer<String> file =
                    before.isEnabled() ? before.file() : Answer.of(installable(text) ? "disabled" : "static");
            return before.withFile(file).withOutdated(Answer.of(true));
        }
        List<String> lines = text.lines().map(String::strip).toList();
        boolean oneShot = lines.stream().anyMatch(line -> line.matches("Type\\s*=\\s*oneshot"))
                && lines.stream().noneMatch(line -> line.matches("RemainAfterExit\\s*=\\s*(yes|true|1|on)"));
        String reason = "what systemd makes of the new " + question.name();
        return new Unit(
                Answer.of(question.name()),
                Answer.of("loaded"),
                Answer.of("inactive"),
                Answer.of(installable(text) ? "disabled" : "static"),
                Answer.of(oneShot),
                Answer.of(lines.stream().anyMatch(line -> line.matches("ExecReload\\s*=.+"))),
                Answer.of(false),
                Answer.unknown(reason),
                Answer.unknown(reason));
    }

    private static boolean installable(String text) {
        return text.lines().map(String::strip).anyMatch("[Install]"::equals)
                && text.lines()
                        .map(String::strip)
                        .anyMatch(line -> line.matches("(WantedBy|RequiredBy|Alias|Also|UpheldBy)\\s*=.+"));
    }
}
