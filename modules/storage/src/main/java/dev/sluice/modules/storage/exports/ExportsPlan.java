package dev.sluice.modules.storage.exports;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to change in one exports file and in the export table. */
final class ExportsPlan {
    private static final int NEW_FILE_MODE = 0644;

    private final ExportsParameters wanted;
    private final Facts facts;
    private final ExportsText before;
    private final String content;
    private final Content found;
    private final List<Export> table;

    private ExportsPlan(ExportsParameters wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
        facts.prefetch(
                new ContentOf(wanted.file()), new FileAt(wanted.file()), new ExportsTable(), new FileAt(wanted.path()));
        this.found = facts.get(new ContentOf(wanted.file()));
        if (!found.isRead() && found.state() != Content.State.ABSENT) {
            throw new TaskFailure(wanted.file() + " cannot be read: it is "
                    + found.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        }
        this.content = found.bytes().text();
        this.before = ExportsText.parse(wanted.file(), content);
        this.table = facts.get(new ExportsTable());
    }

    static Plan of(ExportsParameters wanted, Facts facts) {
        checkParameters(wanted);
        ExportsPlan plan = new ExportsPlan(wanted, facts);
        return wanted.state() == ExportsParameters.State.ABSENT ? plan.absent() : plan.present();
    }

    private static void checkParameters(ExportsParameters wanted) {
        if (!wanted.path().startsWith("/")) {
            throw new TaskFailure("path: '" + wanted.path() + "' is not absolute");
        }
        ExportOptions.unknown(wanted.options()).ifPresent(option -> {
            throw new TaskFailure("options: exports(5) has no option '" + option
                    + "'; exportfs would stop at it and withdraw every share after it");
        });
        for (String option : wanted.options()) {
            if (option.matches(".*[\\s()#\"].*")) {
                throw new TaskFailure("options: '" + option + "' is not one option: it would end the list of options");
            }
        }
        boolean needed = wanted.state() == ExportsParameters.State.PRESENT;
        if (needed && (wanted.clients() == null || wanted.clients().isEmpty())) {
            throw new TaskFailure("clients: no client is given; a bare path would be exported to everyone,"
                    + " so write ['*'] if that is meant");
        }
        for (String client : clients(wanted)) {
            if (client.isEmpty() || client.matches(".*[\\s()#,\"].*")) {
                throw new TaskFailure("clients: '" + client + "' is not a client; options belong in 'options'");
            }
        }
    }

    private static List<String> clients(ExportsParameters wanted) {
        return wanted.clients() == null ? List.of() : wanted.clients();
    }

    private Plan present() {
        checkDirectory();
        List<String> hosts = clients(wanted).stream().filter(Clients::isHost).toList();
        facts.prefetch(hosts.stream().map(HostResolves::new).toArray(HostResolves[]::new));
        for (String host : hosts) {
            if (!facts.get(new HostResolves(host))) {
                throw new TaskFailure("clients: '" + host
                        + "' does not resolve on this host; exportfs would leave it out" + " without an error");
            }
        }
        ExportsText after = before;
        boolean altered = false;
        for (String client : clients(wanted)) {
            Optional<ExportsLine.Client> present = before.client(wanted.path(), client);
            if (present.isEmpty() || !means(present.get())) {
                after = after.with(wanted.path(), new ExportsLine.Client(client, wanted.options(), false));
                altered |= present.isPresent();
            }
        }
        return plan(after, altered ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    private boolean means(ExportsLine.Client present) {
        return ExportOptions.meaning(present.options()).equals(ExportOptions.meaning(wanted.options()));
    }

    private void checkDirectory() {
        FileStatus directory = facts.get(new FileAt(wanted.path()));
        if (!directory.exists() || directory.isFile()) {
            throw new TaskFailure("path: '" + wanted.path() + "' "
                    + (directory.isFile() ? "is not a directory" : "does not exist on this host")
                    + "; exportfs would fail for it, create it first");
        }
    }

    private Plan absent() {
        ExportsText after = before;
        List<String> names = wanted.clients() == null
                ? before.lines().stream()
                        .filter(line -> line.path().equals(wanted.path()))
                        .flatMap(line -> line.clients().stream())
                        .map(ExportsLine.Client::name)
                        .toList()
                : wanted.clients();
        for (String name : names) {
            after = after.without(wanted.path(), name);
        }
        return plan(after, Risk.DISRUPTIVE);
    }

    private Plan plan(ExportsText after, Risk risk) {
        List<Export> predicted = predicted(after);
        List<Change> changes = new ArrayList<>();
        boolean differs = !after.toString().equals(content);
        if (differs) {
            changes.add(fileChange(after, predicted, risk));
        }
        if (differs || !inForce(predicted)) {
            changes.add(tableChange(predicted, risk));
        }
        Plan plan = Plan.changes(
                changes,
                Map.of(
                        "path",
                        wanted.path(),
                        "clients",
                        new ArrayList<Object>(clients(wanted)),
                        "file",
                        wanted.file()));
        return warned(plan, after);
    }

    private Change fileChange(ExportsText after, List<Export> predicted, Risk risk) {
        FileStatus file = facts.get(new FileAt(wanted.file()));
        Bytes bytes = Bytes.of(after.toString());
        List<Export> expected = predicted.stream()
                .filter(each -> each.path().equals(wanted.path()))
                .toList();
        Steps.Write write = new Steps.Write(
                file.path(),
                bytes,
                file.exists() ? null : (Integer) NEW_FILE_MODE,
                null,
                null,
                ExportsTrial.of(file.path(), expected),
                null);
        return Change.of(
                        wanted.file(),
                        "entries for " + wanted.path(),
                        entries(before),
                        entries(after),
                        List.of(write.on(base(file, found))),
                        List.of(FilesPlaced.one(
                                file.path(), NewFile.file(attributes(file, bytes), new FileContent.Exactly(bytes)))))
                .withRisk(risk)
                .withDifference(new Change.Difference(wanted.file(), content, wanted.file(), after.toString()));
    }

    private static Steps.Write.Base base(FileStatus file, Content found) {
        if (found.isRead()) {
            return new Steps.Write.Base.Content(found.bytes());
        }
        return file.exists() ? Steps.Write.Base.ANYTHING : Steps.Write.Base.NOTHING;
    }

    private Attributes attributes(FileStatus file, Bytes bytes) {
        Attributes fresh = Attributes.unknown("when " + wanted.file() + " is written")
                .withSize(Answer.of((long) bytes.size()))
                .withHardLinks(Answer.of(1L));
        return file.exists()
                ? fresh.withMode(file.attributes().mode())
                        .withOwner(file.attributes().uid(), file.attributes().owner())
                        .withGroup(file.attributes().gid(), file.attributes().group())
                : fresh.withMode(Answer.of(NEW_FILE_MODE));
    }

    private String entries(ExportsText text) {
        return String.join(
                " ",
                text.lines().stream()
                        .filter(line -> line.path().equals(wanted.path()))
                        .flatMap(line -> line.clients().stream())
                        .map(ExportsLine.Client::text)
                        .toList());
    }

    private Change tableChange(List<Export> predicted, Risk risk) {
        return Change.of(
                        "export table",
                        "entries for " + wanted.path(),
                        shown(table),
                        shown(predicted),
                        List.of(Steps.Run.script("exportfs -ra")),
                        List.of(new ExportsTableBecomes(predicted)))
                .withRisk(withdrawn(predicted).isEmpty() ? risk : Risk.DISRUPTIVE);
    }

    private String shown(List<Export> exports) {
        return String.join(
                " ",
                exports.stream()
                        .filter(each -> each.path().equals(wanted.path()))
                        .map(Export::client)
                        .toList());
    }

    /** The table after {@code exportfs -ra}: what all files say, and nothing else. */
    private List<Export> predicted(ExportsText after) {
        List<Export> exports = new ArrayList<>(exports(after));
        boolean others = table.stream().anyMatch(each -> !listed(exports, each) && !listed(exports(before), each));
        if (others) {
            OtherExports question = new OtherExports(wanted.file());
            facts.get(question)
                    .forEach((file, text) -> exports(ExportsText.parse(file, text)).stream()
                            .filter(each -> !listed(exports, each))
                            .forEach(exports::add));
        }
        exports.sort(Export.ORDER);
        return exports;
    }

    private static boolean listed(List<Export> exports, Export export) {
        return exports.stream().anyMatch(each -> each.is(export.path(), export.client()));
    }

    private static List<Export> exports(ExportsText text) {
        List<Export> exports = new ArrayList<>();
        for (ExportsLine line : text.lines()) {
            for (ExportsLine.Client client : line.clients()) {
                String name = client.name().isEmpty() ? "*" : client.name();
                exports.add(new Export(trimmed(line.path()), name, ExportOptions.shown(client.options())));
            }
        }
        return exports;
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private List<Export> withdrawn(List<Export> predicted) {
        return table.stream().filter(each -> !listed(predicted, each)).toList();
    }

    /** Whether the table already has what the file says about this directory, and nothing more about it. */
    private boolean inForce(List<Export> predicted) {
        List<Export> wantedHere = predicted.stream()
                .filter(each -> each.path().equals(wanted.path()))
                .toList();
        List<Export> here =
                table.stream().filter(each -> each.path().equals(wanted.path())).toList();
        return wantedHere.size() == here.size()
                && wantedHere.stream()
                        .allMatch(each -> here.stream()
                                .anyMatch(now -> now.is(each.path(), each.client())
                                        && (!each.options().isKnown()
                                                || each.options().equals(now.options()))));
    }

    private Plan warned(Plan plan, ExportsText after) {
        Plan warned = plan;
        for (ExportsLine line : after.lines()) {
            for (ExportsLine.Client client : line.clients()) {
                if (client.name().isEmpty()) {
                    warned = warned.withWarning(wanted.file() + " exports '" + line.path() + "' to the whole world"
                            + (client.bare() ? ": no client is named" : ": there is a blank before the parenthesis"));
                }
            }
        }
        return warned;
    }
}
