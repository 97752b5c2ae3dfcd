package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a unit follows from the files that earlier tasks write and from the packages that they install. */
final class UnitFile {
    /** Settings that name other units (systemd.unit(5), systemd.timer(5), systemd.service(5)). */
    private static final String DEPENDENCIES = "Requires|Requisite|Wants|BindsTo|PartOf|Upholds|Conflicts|OnSuccess"
            + "|OnFailure|PropagatesStopTo|JoinsNamespaceOf|Sockets|Service|Unit|Slice";

    private static final Pattern DEPENDENCY = Pattern.compile("\\s*(?:" + DEPENDENCIES + ")\\s*=(.*)");
    private static final Pattern INSTALL = Pattern.compile("\\s*(?:WantedBy|RequiredBy|UpheldBy)\\s*=(.*)");

    /** Settings by which enabling a unit makes links of other names. */
    private static final Pattern RENAMES = Pattern.compile("(?m)^\\s*(?:Alias|Also|DefaultInstance)\\s*=");

    /** Names with specifiers, names on continued lines, and mounts that are asked for by their place. */
    private static final Pattern UNREADABLE = Pattern.compile("(?m)^\\s*(?:" + DEPENDENCIES
            + "|WantedBy|RequiredBy|UpheldBy)\\s*=.*(?:%|\\\\$)|^\\s*(?:Requires|Wants)MountsFor\\s*=");

    /** Units whose purpose it is to start another. */
    private static final Pattern STARTER = Pattern.compile("\\.(timer|socket|path)$");

    private final UnitState question;
    private final World world;

    UnitFile(UnitState question, World world) {
        this.question = question;
        this.world = world;
    }

    /** The unit after something was altered where its files are. */
    Answer<Unit> follow(Answer<Unit> answer) {
        return answer.flatMap(this::fromFile);
    }

    /**
     * The units that may be started with this one. Known only for a unit that asks for none, and for a timer, socket or
     * path whose own service asks for none: what another unit asks for in its turn, only systemd knows.
     */
    Answer<Set<String>> startedAlong() {
        return text().flatMap(text -> {
            List<String> asked = values(text, DEPENDENCY).stream()
                    .filter(unit -> !unit.endsWith(".slice"))
                    .toList();
            boolean starter = STARTER.matcher(question.name()).find();
            List<String> started = starter && asked.isEmpty() ? List.of(sameStem()) : asked;
            if (UNREADABLE.matcher(text).find() || started.size() > (starter ? 1 : 0) || hasMore()) {
                return Answer.unknown("what is started along with " + question.name());
            }
            return started.isEmpty()
                    ? Answer.of(Set.of())
                    : new UnitFile(new UnitState(started.get(0), question.scope()), world)
                            .startedAlong()
                            .map(further -> further.isEmpty() ? Set.of(started.get(0)) : further);
        });
    }

    private String sameStem() {
        return question.name().replaceFirst("\\.[a-z]+$", ".service");
    }

    /** Whether something beside the file may name further units: a drop-in, or another unit that is wanted by this one. */
    private boolean hasMore() {
        return Stream.of(".d", ".wants", ".requires", ".upholds")
                .map(suffix -> world.before(
                        new FileAt(question.scope().directories().get(0) + "/" + question.name() + suffix)))
                .anyMatch(directory -> !directory.isKnown() || directory.get().exists());
    }

    /** The units that get links to this one when it is enabled, as far as its file says so alone. */
    Answer<List<String>> installedBy() {
        return text().flatMap(text ->
                UNREADABLE.matcher(text).find() || RENAMES.matcher(text).find()
                        ? Answer.unknown("what enabling " + question.name() + " does")
                        : Answer.of(values(text, INSTALL)));
    }

    private static List<String> values(String text, Pattern setting) {
        return text.lines()
                .map(setting::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> Stream.of(matcher.group(1).strip().split("\\s+")))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The unit's file where runbooks write it. */
    private Answer<String> text() {
        for (String name : fileNames(question)) {
            Answer<Content> content =
                    world.before(new ContentOf(question.scope().directories().get(0) + "/" + name));
            if (!content.isKnown() || content.get().isRead()) {
                return content.map(known -> known.bytes().text());
            }
        }
        return Answer.unknown("the unit file of " + question.name());
    }

    /** Where the unit may come from, and what may be added to it there. */
    static Set<String> places(UnitState question) {
        Set<String> places = new LinkedHashSet<>();
        for (String file : files(question)) {
            places.add(file);
            places.add(file + ".d");
        }
        return places;
    }

    /** Where the unit may come from, the most important first. */
    private static List<String> files(UnitState question) {
        return fileNames(question).stream()
                .flatMap(name -> question.scope().directories().stream().map(directory -> directory + "/" + name))
                .toList();
    }

    /** An instance of a template has the template's file, unless it has one of its own. */
    private static List<String> fileNames(UnitState question) {
        return Stream.of(question.name(), question.name().replaceFirst("@[^@]*(?=\\.[a-z]+$)", "@"))
                .distinct()
                .toList();
    }

    private Answer<Unit> fromFile(Unit before) {
        for (String file : files(question)) {
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
