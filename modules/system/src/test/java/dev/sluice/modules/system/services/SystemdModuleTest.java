package dev.sluice.modules.system.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.modules.system.GivenWorld;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.FilesPlaced;
import dev.sluice.modules.system.files.NewFile;
import dev.sluice.modules.system.packages.PackagesChanged;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Name;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcripts as systemd 252 prints them. */
class SystemdModuleTest {
    private static final String RUNNING = """
            Type=notify
            RemainAfterExit=no
            Id=cron.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled
            CanReload=no
            NeedDaemonReload=no
            pulls=system.slice
            pulls=sysinit.target
            dependents=multi-user.target
            """;
    private static final String MISSING = """
            Id=backup.service
            LoadState=not-found
            ActiveState=inactive
            UnitFileState=
            CanReload=no
            NeedDaemonReload=no
            """;

    private final UnitState cron = UnitState.of("cron");
    private final UnitState backup = UnitState.of("backup");

    @Test
    void a_unit_that_is_as_wanted_needs_nothing() {
        GivenWorld host = new GivenWorld().with(cron, RUNNING);

        assertThat(host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, true))
                        .changes())
                .isEmpty();
    }

    @Test
    void a_unit_is_enabled_and_started_and_then_is() {
        GivenWorld host = new GivenWorld()
                .with(cron, RUNNING.replace("=active", "=inactive").replace("=enabled", "=disabled"));

        Plan plan = host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, true));
        Plan again = host.check(new SystemdModule(), wish("cron.service", ServiceState.STARTED, true));

        assertThat(GivenWorld.steps(plan))
                .containsExactly("systemctl enable -- cron.service", "systemctl start -- cron.service");
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void the_status_that_is_registered_is_that_before_the_change() {
        GivenWorld host = new GivenWorld().with(cron, RUNNING.replace("=active", "=inactive"));

        Plan plan = host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, null));

        assertThat(plan.completion().values(new Outcomes(List.of())))
                .isEqualTo(Map.of("status", plan.values().get("status")))
                .asString()
                .contains("ActiveState=inactive");
    }

    @Test
    void a_unit_goes_by_its_name_with_and_without_the_suffix_of_a_service() {
        assertThat(UnitState.of("cron").names())
                .extracting(Name::text)
                .containsExactlyInAnyOrder("cron", "cron.service");
        assertThat(UnitState.of("backup.timer").names()).extracting(Name::text).containsExactly("backup.timer");
    }

    @Test
    void stopping_and_restarting_disrupt_and_a_restart_happens_each_time() {
        GivenWorld host = new GivenWorld().with(cron, RUNNING);

        Plan restart = host.check(new SystemdModule(), wish("cron", ServiceState.RESTARTED, null));
        Plan stop = host.check(new SystemdModule(), wish("cron", ServiceState.STOPPED, null));

        assertThat(restart.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.EVENT);
            assertThat(change.risk()).isEqualTo(Risk.DISRUPTIVE);
        });
        assertThat(stop.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.STATE);
            assertThat(change.risk()).isEqualTo(Risk.DISRUPTIVE);
        });
    }

    @Test
    void what_is_started_along_with_a_unit_is_no_longer_known_to_be_inactive() {
        UnitState socket = UnitState.of("rpcbind.socket");
        GivenWorld host = new GivenWorld()
                .with(
                        cron,
                        RUNNING.replace("=active", "=inactive").replace("pulls=system.slice", "pulls=rpcbind.socket"))
                .with(socket, MISSING.replace("not-found", "loaded").replace("backup.service", "rpcbind.socket"))
                .with(backup, MISSING);

        host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, null));

        assertThat(host.get(socket).active().isKnown()).isFalse();
        assertThat(host.get(backup).active()).isEqualTo(Answer.of("inactive"));
    }

    @Test
    void an_alias_is_the_same_unit() {
        UnitState alias = UnitState.of("nfs-kernel-server");
        String inactive = RUNNING.replace("cron.service", "nfs-server.service").replace("=active", "=inactive");
        GivenWorld host =
                new GivenWorld().with(UnitState.of("nfs-server"), inactive).with(alias, inactive);

        host.check(new SystemdModule(), wish("nfs-kernel-server", ServiceState.STARTED, null));

        assertThat(host.check(new SystemdModule(), wish("nfs-server", ServiceState.STARTED, null))
                        .changes())
                .isEmpty();
    }

    @Test
    void a_missing_unit_fails_with_its_name() {
        GivenWorld host = new GivenWorld().with(backup, MISSING);

        assertThatThrownBy(() -> host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, null)))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("no such unit: backup.service");
    }

    @Test
    void a_unit_whose_file_an_earlier_task_writes_is_loaded_disabled_and_inactive() {
        GivenWorld host = absentFiles(new GivenWorld().with(backup, MISSING), "backup.service")
                .after(written(
                        "backup.service",
                        "[Service]\nType=simple\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n"));

        Plan plan = host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, true));

        assertThat(GivenWorld.steps(plan))
                .containsExactly("systemctl enable -- backup.service", "systemctl start -- backup.service");
        assertThat(host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, true))
                        .changes())
                .isEmpty();
    }

    @Test
    void an_instance_of_a_template_that_an_earlier_task_writes_is_there() {
        UnitState instance = UnitState.of("backup@music");
        GivenWorld host = absentFiles(
                        new GivenWorld().with(instance, MISSING), "backup@music.service", "backup@.service")
                .after(written(
                        "backup@.service", "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=timers.target\n"));

        Plan plan = host.check(new SystemdModule(), wish("backup@music", ServiceState.STARTED, true));

        assertThat(GivenWorld.steps(plan))
                .containsExactly("systemctl enable -- backup@music.service", "systemctl start -- backup@music.service");
    }

    @Test
    void a_unit_that_is_only_a_file_and_names_no_other_is_started_alone() {
        GivenWorld host =
                withCron("[Service]\nExecStart=/bin/sh -c 'sleep %i'\n[Install]\nWantedBy=multi-user.target\n");

        host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, true));

        assertThat(host.get(cron).active()).isEqualTo(Answer.of("inactive"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Unit]\nWants=rpcbind.socket\n",
                "[Unit]\nRequires=dep@%i.service\n",
                "[Unit]\nRequiresMountsFor=/srv/nfs\n"
            })
    void what_a_unit_that_is_only_a_file_starts_through_others_is_unknown(String text) {
        GivenWorld host = withCron(text);

        host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, null));

        assertThat(host.get(cron).active().isKnown()).isFalse();
    }

    @Test
    void what_is_enabled_for_a_unit_that_is_only_a_file_is_started_with_it() {
        UnitState target = UnitState.of("app.target");
        GivenWorld host = absentFiles(
                        new GivenWorld()
                                .with(target, MISSING.replace("backup.service", "app.target"))
                                .with(backup, MISSING),
                        "backup.service",
                        "app.target")
                .after(written("app.target", "[Unit]\nDescription=App\n"))
                .after(written("backup.service", "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=app.target\n"));

        host.check(new SystemdModule(), wish("backup", null, true));
        host.check(new SystemdModule(), wish("app.target", ServiceState.STARTED, null));

        assertThat(host.get(backup).active().isKnown()).isFalse();
    }

    @Test
    void stopping_a_unit_that_is_only_a_file_leaves_alone_what_does_not_ask_for_it() {
        GivenWorld host = withCron("[Service]\nExecStart=/bin/true\n").with(cron, RUNNING);

        host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, null));
        host.check(new SystemdModule(), wish("backup", ServiceState.STOPPED, null));

        assertThat(host.get(cron).active()).isEqualTo(Answer.of("active"));
    }

    /** A host where cron is not running, and an earlier task has written the file of backup. */
    private GivenWorld withCron(String text) {
        return absentFiles(new GivenWorld().with(backup, MISSING), "backup.service")
                .with(cron, RUNNING.replace("=active", "=inactive"))
                .after(written("backup.service", text));
    }

    @Test
    void enabling_a_unit_leaves_the_files_beside_its_links_known() {
        FileAt link = new FileAt("/etc/systemd/system/multi-user.target.wants/cron.service");
        FileAt other = new FileAt("/etc/systemd/system/other.service.d");
        GivenWorld host = absentFiles(new GivenWorld(), "cron.service")
                .answering(link, new FileStatus(FileKind.ABSENT, link.path(), List.of(), Attributes.NONE, ""))
                .with(cron, RUNNING.replace("=enabled", "=disabled"))
                .answering(other, new FileStatus(FileKind.ABSENT, other.path(), List.of(), Attributes.NONE, ""));

        host.check(new SystemdModule(), wish("cron", null, true));

        assertThat(host.ask(link).isKnown()).isFalse();
        assertThat(host.ask(other).isKnown()).isTrue();
    }

    @Test
    void a_unit_that_ends_by_itself_is_started_each_time_and_one_without_install_section_is_never_enabled() {
        GivenWorld host = absentFiles(new GivenWorld().with(backup, MISSING), "backup.service")
                .after(written("backup.service", "[Service]\nType=oneshot\nExecStart=/bin/true\n"));

        Plan plan = host.check(new SystemdModule(), wish("backup", ServiceState.STARTED, true));

        assertThat(plan.changes()).singleElement().extracting(Change::kind).isEqualTo(Change.Kind.EVENT);
    }

    @Test
    void a_unit_that_a_package_brings_is_undecided_and_known_afterwards() {
        GivenWorld host = new GivenWorld()
                .with(backup, MISSING)
                .with(cron, RUNNING)
                .after(new PackagesChanged(Map.of("backup-tools", Answer.of("1.0"))));
        SystemdModule.Parameters wish = wish("backup", ServiceState.STARTED, true);

        assertThatThrownBy(() -> host.check(new SystemdModule(), wish))
                .isInstanceOf(UnknownAnswerException.class)
                .hasMessageContaining("backup-tools");
        assertThat(host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, true))
                        .changes())
                .isEmpty();

        new SystemdModule().undecided(wish, "why").forEach(host::after);
        assertThat(host.check(new SystemdModule(), wish).changes()).isEmpty();
    }

    @Test
    void a_restart_of_a_unit_that_a_package_brings_is_certain() {
        GivenWorld host = new GivenWorld()
                .with(backup, MISSING)
                .after(new PackagesChanged(Map.of("backup-tools", Answer.of("1.0"))));

        assertThat(GivenWorld.steps(host.check(new SystemdModule(), wish("backup", ServiceState.RESTARTED, null))))
                .containsExactly("systemctl restart -- backup.service");
    }

    @Test
    void a_masked_unit_is_not_started() {
        GivenWorld host = new GivenWorld()
                .with(cron, RUNNING.replace("=loaded", "=masked").replace("=active", "=inactive"));

        assertThatThrownBy(() -> host.check(new SystemdModule(), wish("cron", ServiceState.STARTED, null)))
                .hasMessageContaining("is masked");
    }

    @Test
    void reading_unit_files_again_never_counts_as_changed() {
        Plan plan = new GivenWorld()
                .check(
                        new SystemdModule(),
                        new SystemdModule.Parameters(null, null, null, null, true, false, Scope.SYSTEM, false, false));

        assertThat(plan.changes()).singleElement().extracting(Change::kind).isEqualTo(Change.Kind.WAIT);
        assertThat(GivenWorld.steps(plan)).containsExactly("systemctl daemon-reload");
    }

    @Test
    void a_host_without_systemd_says_so() {
        assertThatThrownBy(() -> cron.parse(Output.of(1, "", "System has not been booted with systemd as init system")))
                .isInstanceOf(UnparsableOutputException.class)
                .hasMessageContaining("systemd does not answer (System has not been booted");
    }

    private static SystemdModule.Parameters wish(String name, ServiceState state, Boolean enabled) {
        return new SystemdModule.Parameters(name, state, enabled, null, false, false, Scope.SYSTEM, false, false);
    }

    private static FilesPlaced written(String unit, String text) {
        return FilesPlaced.one(
                "/etc/systemd/system/" + unit,
                NewFile.file(Attributes.unknown("test"), new FileContent.Exactly(Bytes.of(text))));
    }

    private static GivenWorld absentFiles(GivenWorld host, String... units) {
        for (String directory : Scope.SYSTEM.directories()) {
            for (String unit : units) {
                String path = directory + "/" + unit;
                host.answering(new ContentOf(path), new Content(Content.State.ABSENT, path, List.of(), Bytes.EMPTY));
                for (String suffix : List.of("", ".d", ".wants", ".requires", ".upholds")) {
                    FileAt file = new FileAt(path + suffix);
                    host.answering(file, new FileStatus(FileKind.ABSENT, file.path(), List.of(), Attributes.NONE, ""));
                }
            }
        }
        return host;
    }
}
