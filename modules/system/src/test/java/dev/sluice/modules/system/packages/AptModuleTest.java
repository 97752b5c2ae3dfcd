package dev.sluice.modules.system.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.GivenWorld;
import dev.sluice.modules.system.accounts.Account;
import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.spi.Change;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.UnknownAnswerException;
import dev.sluice.testing.LocalShell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transcripts as Debian 12 prints them; the facts' own scripts run for real where there is an apt. */
class AptModuleTest {
    private static final long FRESH = 1774695600L; // 2026-03-28T11:00:00Z
    private static final String SIMULATED = """
            Reading package lists...
            The following NEW packages will be installed:
              keyutils nfs-kernel-server
            Inst keyutils (1.6.3-2 Debian:12.11/stable [amd64])
            Inst nfs-kernel-server (1:2.6.2-4 Debian:12.11/stable [amd64])
            Conf keyutils (1.6.3-2 Debian:12.11/stable [amd64])
            Conf nfs-kernel-server (1:2.6.2-4 Debian:12.11/stable [amd64])
            """;

    @Test
    void an_installed_package_needs_nothing() {
        GivenWorld host = host("rsync\t3.2.7-1\t3.2.7-1+deb12u2\n", "rsync");

        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "rsync"))
                        .changes())
                .isEmpty();
    }

    @Test
    void a_missing_package_comes_with_what_it_needs_and_is_there_afterwards() {
        GivenWorld host = host("nfs-kernel-server\t\t1:2.6.2-4\n", "nfs-kernel-server")
                .with(new AptSimulation(install("nfs-kernel-server")), SIMULATED)
                .with(new PackageVersions(List.of("keyutils")), "apt\nkeyutils\t\t1.6.3-2\n");

        Plan plan = host.check(new AptModule(), apt(AptModule.State.PRESENT, "nfs-kernel-server"));

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo("keyutils 1.6.3-2, nfs-kernel-server 1:2.6.2-4");
            assertThat(change.risk()).isEqualTo(Risk.SAFE);
        });
        assertThat(GivenWorld.steps(plan))
                .singleElement()
                .asString()
                .startsWith("DEBIAN_FRONTEND=noninteractive")
                .endsWith("install nfs-kernel-server")
                .contains("DPkg::Lock::Timeout=60", "Dpkg::Options::=--force-confold");
        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "nfs-kernel-server"))
                        .changes())
                .isEmpty();
        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "keyutils"))
                        .changes())
                .isEmpty();
    }

    @Test
    void what_a_package_may_bring_is_unknown_afterwards_and_what_it_cannot_bring_stays_known() {
        GivenWorld host = host("nfs-kernel-server\t\t1:2.6.2-4\n", "nfs-kernel-server")
                .with(new AptSimulation(install("nfs-kernel-server")), SIMULATED)
                .with(AccountOf.user("statd"), "")
                .with(AccountOf.user("root"), "root:x:0:0:root:/root:/bin/bash\n");
        for (String path : List.of("/etc/exports", "/srv/nfs", "/usr/local/bin/offsite-sync")) {
            host.answering(new FileAt(path), new FileStatus(FileKind.ABSENT, path, List.of(), Attributes.NONE, ""));
        }

        host.check(new AptModule(), apt(AptModule.State.PRESENT, "nfs-kernel-server"));

        assertThat(host.ask(new FileAt("/etc/exports")).isKnown()).isFalse();
        assertThat(host.get(new FileAt("/srv/nfs")).exists()).isFalse();
        assertThat(host.get(new FileAt("/usr/local/bin/offsite-sync")).exists()).isFalse();
        assertThat(host.ask(AccountOf.user("statd")).isKnown()).isFalse();
        assertThat(host.get(AccountOf.user("root"))).extracting(Account::exists).isEqualTo(true);
    }

    @Test
    void an_unknown_package_fails_before_anything_is_done() {
        AptSimulation simulation = new AptSimulation(install("nosuch"));
        GivenWorld host = host("nosuch\t\t\n", "nosuch")
                .answering(
                        simulation,
                        simulation.parse(
                                Output.of(100, "Reading package lists...\nE: Unable to locate package nosuch\n", "")));

        assertThatThrownBy(() -> host.check(new AptModule(), apt(AptModule.State.PRESENT, "nosuch")))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("Unable to locate package nosuch")
                .hasMessageContaining("update_cache: true");
    }

    @Test
    void a_pinned_version_is_kept_exactly() {
        GivenWorld host = host("rsync\t3.2.7-1\t3.2.7-1+deb12u2\n", "rsync")
                .with(
                        new AptSimulation(install("rsync=3.2.6-1")),
                        "Inst rsync [3.2.7-1] (3.2.6-1 Debian:12 [amd64])\n");

        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "rsync=3.2.7*"))
                        .changes())
                .isEmpty();
        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "rsync=3.2.6-1"))
                        .changes())
                .singleElement()
                .extracting(Change::risk)
                .isEqualTo(Risk.DISRUPTIVE);
    }

    @Test
    void latest_upgrades_to_the_newest_version() {
        GivenWorld host = host("rsync\t3.2.7-1\t3.2.7-1+deb12u2\n", "rsync")
                .with(
                        new AptSimulation(install("rsync")),
                        "Inst rsync [3.2.7-1] (3.2.7-1+deb12u2 Debian:12 [amd64])\n");

        assertThat(host.check(new AptModule(), apt(AptModule.State.LATEST, "rsync"))
                        .changes())
                .hasSize(1);
        assertThat(host.check(new AptModule(), apt(AptModule.State.LATEST, "rsync"))
                        .changes())
                .isEmpty();
    }

    @Test
    void absent_removes_with_what_depends_on_it() {
        GivenWorld host = host("cron\t3.0pl1-162\t3.0pl1-162\n", "cron")
                .with(
                        new AptSimulation(options().words("remove", List.of("cron"))),
                        "Remv anacron [2.3]\nRemv cron [3.0pl1-162]\n");

        Plan plan = host.check(new AptModule(), apt(AptModule.State.ABSENT, "cron"));

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo("-anacron, -cron");
            assertThat(change.risk()).isEqualTo(Risk.DISRUPTIVE);
        });
        assertThat(host.check(new AptModule(), apt(AptModule.State.ABSENT, "cron"))
                        .changes())
                .isEmpty();
    }

    @Test
    void stale_lists_are_fetched_first_and_then_the_newest_version_is_unknown() {
        GivenWorld host = host("rsync\t\t3.2.7-1\n", "rsync");
        AptModule.Parameters wish = apt(AptModule.State.PRESENT, 1800, "rsync");

        Plan plan = host.check(new AptModule(), wish);

        assertThat(plan.changes()).extracting(Change::kind).containsExactly(Change.Kind.WAIT, Change.Kind.STATE);
        assertThat(plan.values()).containsEntry("cache_updated", true);
        assertThat(host.get(new PackageVersions(List.of("rsync")))
                        .packages()
                        .get("rsync")
                        .installed()
                        .isKnown())
                .isFalse();
        assertThat(host("rsync\t3.2.7-1\t3.2.7-1\n", "rsync")
                        .check(new AptModule(), apt(AptModule.State.PRESENT, 7200, "rsync"))
                        .changes())
                .isEmpty();
    }

    @Test
    void what_was_installed_in_a_version_that_nobody_knows_yet_is_there_all_the_same() {
        GivenWorld host = host("rsync\t\t3.2.7-1\n", "rsync").with(new ListsAge(), "0");
        host.check(new AptModule(), apt(AptModule.State.PRESENT, 3600, "rsync"));

        assertThat(host.check(new AptModule(), apt(AptModule.State.PRESENT, "rsync"))
                        .changes())
                .isEmpty();
        assertThatThrownBy(() -> host.check(new AptModule(), apt(AptModule.State.PRESENT, "rsync=3.2.7-1")))
                .isInstanceOf(UnknownAnswerException.class);
    }

    @Test
    void a_pattern_of_names_is_refused() {
        assertThatThrownBy(() -> PackageWish.parse("php*")).hasMessageContaining("'php*' is not a valid package");
    }

    @Test
    void the_scripts_understand_the_apt_of_this_machine() {
        LocalShell shell = LocalShell.plain();
        assumeTrue(shell.run("command -v apt-cache && dpkg-query -W dpkg").succeeded(), "needs apt");

        PackageVersions versions = new PackageVersions(List.of("dpkg", "no-such-package", "bash"));
        PackageVersions.Found found = versions.parse(shell.run(versions.script()));
        AptSimulation simulation = new AptSimulation(install("no-such-package"));
        ListsAge age = new ListsAge();

        assertThat(found.manager()).isEqualTo("apt");
        assertThat(found.packages().get("dpkg").installed().get())
                .isEqualTo(shell.run("dpkg-query -W -f '${Version}' dpkg").text());
        assertThat(found.packages().get("no-such-package")).isEqualTo(PackageVersions.Versions.of("", ""));
        assertThat(simulation.parse(shell.run(simulation.script())).error())
                .isEqualTo("Unable to locate package no-such-package");
        assertThat(age.parse(shell.run(age.script())).seconds()).isNotNegative();
    }

    private static GivenWorld host(String lines, String... names) {
        return new GivenWorld()
                .with(new PackageVersions(List.of(names)), "apt\n" + lines)
                .with(new ListsAge(), String.valueOf(FRESH));
    }

    private static AptOptions options() {
        return new AptOptions(null, null, List.of(), List.of("force-confdef", "force-confold"), 60);
    }

    private static List<String> install(String word) {
        return options().words("install", List.of(word));
    }

    private static AptModule.Parameters apt(AptModule.State state, String... names) {
        return apt(state, 0, names);
    }

    private static AptModule.Parameters apt(AptModule.State state, long valid, String... names) {
        return new AptModule.Parameters(
                List.of(names),
                state,
                null,
                valid,
                5,
                12,
                false,
                false,
                false,
                false,
                null,
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                AptModule.Upgrade.NO,
                List.of("force-confdef", "force-confold"),
                60,
                false);
    }
}
