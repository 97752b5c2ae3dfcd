package dev.sluice.modules.system.accounts;

import static dev.sluice.testing.ModuleTester.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.PrivateHost;
import dev.sluice.spi.Risk;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real useradd and its kin on a private copy of {@code /etc} and an empty {@code /home}. */
class AccountModulesTest {
    private static final String HASH = "$6$saltsalt$0123456789abcdefghijklmnopqrstuvwxyz";

    private PrivateHost host;
    private LocalShell shell;
    private ModuleTester tester;

    @BeforeEach
    void start(@TempDir Path directory) {
        host = PrivateHost.start();
        shell = host.shell();
        assumeTrue(shell.run("PATH=$PATH:/usr/sbin command -v useradd").succeeded(), "needs the passwd package");
        tester = ModuleTester.on(shell, new DirectoryController(directory));
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void a_user_is_made_with_home_and_skeleton_once() {
        shell.run("echo hello >/etc/skel/.greeting");

        Report report = tester.runTwice(new Wish("agent").task());

        assertThat(report.status()).isEqualTo("changed");
        assertThat(shell.run("cat /home/agent/.greeting; stat -c %U:%G /home/agent/.greeting")
                        .text())
                .isEqualTo("hello\nagent:agent\n");
    }

    @Test
    void a_user_without_a_home_gets_one_unless_that_is_not_wanted() {
        shell.run("PATH=$PATH:/usr/sbin; useradd -M -c '' agent; echo hello >/etc/skel/.greeting");
        Wish without = new Wish("agent");
        without.createHome = false;
        assertThat(tester.run(without.task()).status()).isEqualTo("ok");

        Report report = tester.runTwice(new Wish("agent").task());

        assertThat(report.status()).isEqualTo("changed");
        assertThat(shell.run("cat /home/agent/.greeting; stat -c %U:%G /home/agent /home/agent/.greeting")
                        .text())
                .isEqualTo("hello\nagent:agent\nagent:agent\n");
    }

    @Test
    void a_number_that_another_has_is_refused_in_the_check() {
        shell.run("PATH=$PATH:/usr/sbin; groupadd -g 4711 first; useradd -u 4711 -g first other");
        Wish wish = new Wish("agent");
        wish.uid = 4711L;

        ModuleTester.Report user = tester.run(wish.task());
        assertThat(user.message()).startsWith("UID 4711 is not unique: it belongs to the user other");
        assertThat(user.hint()).isEqualTo("choose another, or set non_unique: true");
        assertThat(tester.run(task(
                                new GroupModule(),
                                new GroupModule.Parameters("second", 4711L, GroupModule.State.PRESENT, false, false)))
                        .message())
                .startsWith("GID 4711 already exists: it belongs to the group first");
    }

    @Test
    void what_a_new_user_will_be_is_registered_before_it_is_made() {
        Wish wish = new Wish("agent");
        wish.uid = 4711L;

        tester.run(wish.task());

        assertThat(tester.last().checked())
                .containsEntry("uid", 4711L)
                .containsEntry("home", "/home/agent")
                .containsEntry("comment", "");
    }

    @Test
    void a_user_that_an_earlier_task_makes_needs_nothing_more() {
        tester.run(new Wish("agent").task(), new Wish("agent").task());

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "ok");
    }

    @Test
    void everything_that_is_said_of_a_user_comes_true() {
        Wish wish = new Wish("agent");
        wish.uid = 4711L;
        wish.groups = List.of("disk", "adm");
        wish.comment = "Backup agent";
        wish.home = "/home/elsewhere";
        wish.shell = "/bin/sh";
        wish.password = HASH;
        wish.expires = 1893456000.0;

        tester.runTwice(wish.task());

        assertThat(shell.run("getent passwd agent").text())
                .isEqualTo("agent:x:4711:4711:Backup agent:/home/elsewhere:/bin/sh\n");
        assertThat(shell.run("grep ^agent: /etc/shadow").text())
                .contains(":" + HASH + ":")
                .endsWith("::21915:\n");
        assertThat(shell.run("id -Gn agent").text().strip().split(" ")).contains("disk", "adm");
    }

    @Test
    void only_what_differs_is_changed_and_groups_are_added_or_replaced() {
        Wish wish = new Wish("agent");
        wish.groups = List.of("disk");
        tester.run(wish.task());

        wish.groups = List.of("adm");
        wish.append = true;
        wish.comment = "new";
        Report added = tester.runTwice(wish.task());
        wish.append = false;
        Report replaced = tester.runTwice(wish.task());

        assertThat(added.changes()).singleElement().extracting("after").isEqualTo("groups adm,disk, comment new");
        assertThat(replaced.changes()).singleElement().extracting("after").isEqualTo("groups adm");
    }

    @Test
    void a_password_is_replaced_without_being_shown() {
        tester.run(new Wish("agent").task());
        Wish wish = new Wish("agent");
        wish.password = HASH;

        Report report = tester.runTwice(wish.task());

        assertThat(report.changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.after() + change.before()).doesNotContain(HASH));
        assertThat(report.steps())
                .isNotEmpty()
                .noneMatch(step -> step.description().contains(HASH));
        wish.password = "$6$other$x";
        wish.update = UserModule.UpdatePassword.ON_CREATE;
        assertThat(tester.run(wish.task()).status()).isEqualTo("ok");
    }

    @Test
    void a_group_of_an_earlier_task_can_be_used() {
        Wish wish = new Wish("agent");
        wish.group = "operators";

        tester.run(group("operators", 1500L, GroupModule.State.PRESENT), wish.task());

        assertThat(tester.reports()).extracting(Report::predicted).containsExactly("changed", "changed");
        assertThat(shell.run("id -gn agent").text()).isEqualTo("operators\n");
    }

    @Test
    void a_missing_group_fails_before_anything_is_done() {
        Wish wish = new Wish("agent");
        wish.groups = List.of("nosuchgroup");

        Report report = tester.run(wish.task());

        assertThat(report.predicted()).isEqualTo("failed");
        assertThat(report.message()).contains("group nosuchgroup");
    }

    @Test
    void removing_a_user_with_its_files_is_destructive() {
        tester.run(new Wish("agent").task());
        Wish wish = new Wish("agent");
        wish.state = GroupModule.State.ABSENT;
        wish.remove = true;

        Report report = tester.runTwice(wish.task());

        assertThat(report.changes()).singleElement().extracting("risk").isEqualTo(Risk.DESTRUCTIVE);
        assertThat(shell.run("ls -A /home").text()).isEmpty();
    }

    @Test
    void a_group_is_made_renumbered_and_removed() {
        tester.runTwice(group("operators", null, GroupModule.State.PRESENT));
        tester.runTwice(group("operators", 1600L, GroupModule.State.PRESENT));
        assertThat(shell.run("getent group operators").text()).isEqualTo("operators:x:1600:\n");

        tester.runTwice(group("operators", null, GroupModule.State.ABSENT));
        assertThat(shell.run("getent group operators").text()).isEmpty();
    }

    private static ModuleTester.Task<?> group(String name, Long gid, GroupModule.State state) {
        return task(new GroupModule(), new GroupModule.Parameters(name, gid, state, false, false));
    }

    /** A user that a test wants; what is not set is not said. */
    private static final class Wish {
        private final String name;
        private GroupModule.State state = GroupModule.State.PRESENT;
        private Long uid;
        private String group;
        private List<String> groups;
        private boolean append;
        private String comment;
        private String home;
        private String shell;
        private String password;
        private UserModule.UpdatePassword update = UserModule.UpdatePassword.ALWAYS;
        private Double expires;
        private boolean remove;
        private boolean createHome = true;

        Wish(String name) {
            this.name = name;
        }

        ModuleTester.Task<?> task() {
            return ModuleTester.task(
                    new UserModule(),
                    new UserModule.Parameters(
                            name,
                            state,
                            uid,
                            false,
                            group,
                            groups,
                            append,
                            comment,
                            home,
                            createHome,
                            false,
                            null,
                            shell,
                            false,
                            password,
                            update,
                            null,
                            null,
                            null,
                            expires,
                            remove,
                            false));
        }
    }
}
