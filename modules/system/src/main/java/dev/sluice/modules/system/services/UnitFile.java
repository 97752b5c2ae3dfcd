package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.packages.PackagesChanged;
import dev.sluice.spi.Effect;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a unit follows from the files that earlier tasks write and from the packages that they install. */
final class UnitFile {
    /** Settings that name other units (systemd.unit(5), systemd.timer(5), systemd.service(5)). */
    private static final Pattern DEPENDENCY = Pattern.compile("\\s*(?:Requires|Requisite|Wants|BindsTo|PartOf|Upholds"
            + "|Conflicts|OnSuccess|OnFailure|PropagatesStopTo|JoinsNamespaceOf|Sockets|Service|Unit|Slice)\\s*=(.*)");

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

    /**
     * The units that the file asks for when its unit is started, and those that it starts itself as a timer, socket or
     * path.
     */
    Answer<List<String>> named() {
        for (String file : files()) {
            Answer<Content> content = world.before(new ContentOf(file));
            if (!content.isKnown() || content.get().isRead()) {
                return content.map(known -> named(known.bytes().text()));
            }
        }
        return Answer.unknown("the unit file of " + question.name());
    }

    private List<String> named(String text) {
        List<String> named = new ArrayList<>();
        text.lines()
                .map(DEPENDENCY::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> Stream.of(matcher.group(1).strip().split("\\s+")))
                .forEach(named::add);
        if (!question.name().endsWith(".service")) {
            named.add(question.name().replaceFirst("\\.[a-z]+$", ".service"));
        }
        return named;
    }

    private Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        for (String file : files()) {
            places.add(file);
            places.add(file + ".d");
        }
        return places;
    }

    /** Where the unit may come from, the most important first: an instance of a template has the template's file. */
    private List<String> files() {
        String template = question.name().replaceFirst("@[^@]*(?=\\.[a-z]+$)", "@");
        return Stream.of(question.name(), template)
                .distinct()
                .flatMap(name -> question.scope().directories().stream().map(directory -> directory + "/" + name))
                .toList();
    }

    private Answer<Unit> fromFile(Unit before) {
        for (String file : files()) {
            Answer<Content> now = world.after(new ContentOf(file));
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
