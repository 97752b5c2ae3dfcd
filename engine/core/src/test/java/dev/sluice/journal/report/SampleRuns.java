package dev.sluice.journal.report;

import dev.sluice.journal.ChangeReport;
import dev.sluice.journal.Event;
import dev.sluice.journal.Event.Notified;
import dev.sluice.journal.Event.PhaseFinished;
import dev.sluice.journal.Event.PhaseStarted;
import dev.sluice.journal.Event.PredictionsCompared;
import dev.sluice.journal.Event.RunFinished;
import dev.sluice.journal.Event.RunStarted;
import dev.sluice.journal.Event.TaskFinished;
import dev.sluice.journal.Event.TaskStarted;
import dev.sluice.journal.Event.Warning;
import dev.sluice.journal.Explanation;
import dev.sluice.journal.Mode;
import dev.sluice.journal.Prediction;
import dev.sluice.journal.RunSummary;
import dev.sluice.journal.SetValues;
import dev.sluice.journal.Status;
import dev.sluice.journal.StepReport;
import dev.sluice.journal.TaskRef;
import dev.sluice.journal.TaskReport;
import dev.sluice.spi.Change;
import dev.sluice.spi.Risk;
import dev.sluice.spi.value.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs made by hand, in which everything happens that a report has to show. */
final class SampleRuns {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private String phase = "";

    private SampleRuns() {}

    static List<Event> check() {
        SampleRuns run = new SampleRuns();
        run.start(Mode.CHECK);
        run.phase("storage", "Prepare the storage", "pve1", "pve2", "nas");
        run.all("Gather facts", "setup", TaskReport.of(Status.OK), "pve1", "pve2", "nas");
        TaskRef exports = run.task("Export the share", "exports");
        run.finish(exports, "nas", exportsReport());
        run.finish(exports, "pve1", skipped());
        run.finish(exports, "pve2", skipped());
        run.all("Create the volume", "lvm", volumeReport(), "pve1", "pve2");
        run.all("Wipe the old disk", "blank-disk", wipeReport(), "pve2");
        run.all("Install the tools", "apt", loopReport(), "pve1", "pve2", "nas");
        run.all("Count the snapshots", "command", opaqueReport(), "nas");
        run.all("Report the count", "debug", undecidedReport(), "nas");
        run.all(
                "Say hello",
                "debug",
                TaskReport.of(Status.OK)
                        .withValues(SetValues.NONE.withRegistered(hello()).withShown(true)),
                "nas");
        run.end("storage", "Prepare the storage");
        run.phase("checks", "Check the result", "pve1", "nas");
        run.all(
                "The share is seen",
                "assert",
                TaskReport.of(Status.OK).withMessage("all assertions passed"),
                "pve1",
                "nas");
        run.end("checks", "Check the result");
        run.events.add(new Warning("the inventory is writable by everyone", "inventory/lab/hosts.yml:1:1"));
        run.events.add(new RunFinished(new RunSummary(RunSummary.Outcome.SUCCEEDED, "", Duration.ofMillis(2345), 7)));
        return run.events;
    }

    static List<Event> failedApply() {
        SampleRuns run = new SampleRuns();
        run.start(Mode.APPLY);
        run.phase("storage", "Prepare the storage", "pve1", "pve2", "nas");
        TaskRef volume = run.task("Create the volume", "lvm");
        run.finish(volume, "pve1", volumeReport().withDuration(Duration.ofSeconds(75)));
        run.finish(volume, "pve2", failedReport());
        run.finish(
                volume,
                "nas",
                TaskReport.of(Status.UNREACHABLE)
                        .withExplanation(
                                Explanation.of("ssh: connect to 10.0.10.15 port 22: Connection timed out after 10 s")
                                        .withHint("check that the host is up: ping 10.0.10.15")));
        run.all("Make the file system", "filesystem", TaskReport.of(Status.OK), "pve1");
        run.all("Make the file system", "filesystem", because("'Create the volume' failed"), "pve2", "nas");
        run.all("Mount it", "mount", mountReport(), "pve1");
        run.all("Mount it", "mount", because("'Create the volume' failed"), "pve2", "nas");
        run.events.add(new Notified(run.task("Mount it", "mount"), "pve1", "restart nfs"));
        TaskRef probe = run.task("Look for old snapshots", "command");
        run.finish(
                probe,
                "pve1",
                TaskReport.of(Status.IGNORED)
                        .withMessage("the command ended with 1")
                        .withSteps(List.of(new StepReport(
                                "Run",
                                "grep -q snap /etc/cron.d/old",
                                ended(1, ""),
                                "exit 1",
                                Duration.ofMillis(12)))));
        run.finish(
                new TaskRef("storage", "storage/handlers/1", "restart nfs", "systemd", "site.yml:40", true),
                "pve1",
                TaskReport.of(Status.CHANGED)
                        .withChanges(List.of(new ChangeReport(
                                "nfs-server.service",
                                "restarted",
                                "",
                                "",
                                Change.Kind.EVENT,
                                Risk.DISRUPTIVE,
                                null,
                                null))));
        run.end("storage", "Prepare the storage");
        run.events.add(new PredictionsCompared(List.of(
                new Prediction(volume, "pve1", Status.CHANGED, Status.CHANGED, true, List.of()),
                new Prediction(
                        probe,
                        "pve1",
                        Status.OK,
                        Status.IGNORED,
                        false,
                        List.of(new Prediction.Difference("the file /etc/cron.d/old", "a file", "absent"))))));
        run.events.add(new RunFinished(new RunSummary(RunSummary.Outcome.FAILED, "", Duration.ofSeconds(83), 21)));
        return run.events;
    }

    /** Nothing to change on many hosts. */
    static List<Event> quiet() {
        SampleRuns run = new SampleRuns();
        String[] hosts = new String[50];
        for (int number = 0; number < hosts.length; number++) {
            hosts[number] = String.format("host%02d", number + 1);
        }
        run.events.add(new RunStarted(
                "r1", Mode.APPLY, List.of("site.yml"), List.of("lab"), List.of(hosts), List.of(), START, "0.1.0"));
        run.phase("base", "Base", hosts);
        run.all("Set the time zone", "copy", TaskReport.of(Status.OK), hosts);
        run.all("Write the message of the day", "template", TaskReport.of(Status.OK), hosts);
        run.end("base", "Base");
        run.events.add(new RunFinished(new RunSummary(RunSummary.Outcome.SUCCEEDED, "", Duration.ofMillis(812), 50)));
        return run.events;
    }

    private void start(Mode mode) {
        events.add(new RunStarted(
                "20261120-100000-7f3a",
                mode,
                List.of("site.yml"),
                List.of("inventory/lab"),
                List.of("pve1", "pve2", "nas"),
                List.of(mode == Mode.CHECK ? "check" : "apply", "site.yml"),
                START,
                "0.1.0"));
    }

    private void phase(String id, String name, String... targets) {
        phase = id;
        events.add(new PhaseStarted(id, name, List.of(targets)));
    }

    private void end(String id, String name) {
        events.add(new PhaseFinished(id, name));
    }

    private TaskRef task(String name, String module) {
        int number = numbers.computeIfAbsent(name, key -> numbers.size() + 1);
        return new TaskRef(phase, phase + "/" + number, name, module, "site.yml:" + (number * 4 + 3), false);
    }

    private void all(String name, String module, TaskReport report, String... targets) {
        for (String target : targets) {
            finish(task(name, module), target, report);
        }
    }

    private void finish(TaskRef task, String target, TaskReport report) {
        events.add(new TaskStarted(task, target));
        events.add(new TaskFinished(task, target, report));
    }

    private static TaskReport skipped() {
        return TaskReport.of(Status.SKIPPED).withMessage("Conditional result was False");
    }

    private static TaskReport because(String reason) {
        return TaskReport.of(Status.CANCELLED).withBecause(reason);
    }

    private static TaskReport exportsReport() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "/etc/exports",
                        "content",
                        "2 entries",
                        "3 entries",
                        Change.Kind.STATE,
                        Risk.SAFE,
                        new Change.Difference(
                                "/etc/exports",
                                "/srv/a 10.0.20.0/24(ro)\n/srv/b 10.0.20.0/24(ro)\n",
                                "/etc/exports",
                                "/srv/a 10.0.20.0/24(ro)\n/srv/b 10.0.20.0/24(rw,sync)\n/srv/c 10.0.20.0/24(ro)"),
                        "put the old file back")))
                .withSteps(List.of(new StepReport("Write", "write /etc/exports (83 bytes)", null, null, Duration.ZERO)))
                .withRegistered(Map.of("exported", Map.of("changed", true)));
    }

    private static TaskReport volumeReport() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(
                        new ChangeReport(
                                "sas/nfs-data",
                                "exists",
                                "",
                                "1050G, thick",
                                Change.Kind.STATE,
                                Risk.SAFE,
                                null,
                                "lvremove sas/nfs-data"),
                        new ChangeReport(
                                "sas/pool",
                                "metadata size",
                                "1G",
                                "4G",
                                Change.Kind.STATE,
                                Risk.DISRUPTIVE,
                                null,
                                null)));
    }

    private static TaskReport wipeReport() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "/dev/sdb", "signatures", "ext4", "", Change.Kind.STATE, Risk.DESTRUCTIVE, null, null)));
    }

    private static TaskReport mountReport() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "/srv/nfs", "mounted", "", "/dev/sas/nfs-data", Change.Kind.STATE, Risk.SAFE, null, null)))
                .withExplanation(Explanation.NONE.withWarnings(List.of("what was below /srv/nfs is hidden now")));
    }

    private static TaskReport loopReport() {
        return TaskReport.of(Status.CHANGED)
                .withItems(List.of(
                        new TaskReport.Item("rsync", TaskReport.of(Status.OK)),
                        new TaskReport.Item(
                                "smartmontools",
                                TaskReport.of(Status.CHANGED)
                                        .withChanges(List.of(new ChangeReport(
                                                "smartmontools",
                                                "package",
                                                "",
                                                "7.3-1+b1",
                                                Change.Kind.STATE,
                                                Risk.SAFE,
                                                null,
                                                null))))));
    }

    private static TaskReport opaqueReport() {
        return TaskReport.of(Status.CHANGED)
                .withChanges(List.of(new ChangeReport(
                        "snapshots --count", "command", "", "run", Change.Kind.EVENT, Risk.SAFE, null, null)))
                .withRegistered(Map.of("count", new Unknown("the output of 'snapshots --count'")));
    }

    private static Map<String, Object> hello() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("msg", "hello\nworld");
        values.put("changed", false);
        return values;
    }

    private static TaskReport undecidedReport() {
        return TaskReport.of(Status.UNDECIDED).withBecause("the output of 'snapshots --count'");
    }

    private static StepReport.Result ended(int exitCode, String stderr) {
        return new StepReport.Result("exit code " + exitCode, new StepReport.Printed(exitCode, "", stderr), Map.of());
    }

    private static TaskReport failedReport() {
        return TaskReport.of(Status.FAILED)
                .withExplanation(Explanation.of(
                                "the volume sas/nfs-data cannot be made: the group has 512G free and 1050G are needed")
                        .withHint("add a disk with `vgextend sas /dev/...`, or ask for less"))
                .withSteps(List.of(new StepReport(
                        "Run",
                        "lvcreate --yes --size 1127428915200b --name nfs-data sas",
                        ended(
                                5,
                                "  Volume group \"sas\" has insufficient free space (131072 extents): 268800 required.\n"),
                        "exit 5",
                        Duration.ofMillis(312))));
    }
}
