package dev.sluice.modules.storage.proxmox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.storage.proxmox.access.PveumParameters.State;
import dev.sluice.spi.Risk;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.KeptInMemory;
import dev.sluice.testing.LocalShell;
import dev.sluice.testing.ModuleTester;
import dev.sluice.testing.ModuleTester.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab's stand-in for Proxmox VE, run on this machine in a directory of its own. */
final class PveumModuleTest {
    private static final String PRIVILEGES = "Datastore.Allocate,VM.Audit,VM.Config.Disk";

    @TempDir
    Path directory;

    private final KeptInMemory secrets = new KeptInMemory();
    private LocalShell host;
    private ModuleTester tester;

    @BeforeEach
    void prepareAHost() throws IOException {
        assumeTrue(
                LocalShell.plain()
                        .run("[ \"$(id -u)\" = 0 ] && command -v perl")
                        .succeeded(),
                "needs root and perl");
        Files.createDirectories(directory.resolve("etc/pve"));
        Files.createDirectories(directory.resolve("run/lock"));
        host("9");
    }

    private void host(String version) {
        String standIn =
                Path.of("../../tests/lab/pve").toAbsolutePath().normalize().toString();
        host = new LocalShell(List.of(
                "env",
                "LAB_ROOT=" + directory,
                "LAB_BIN=" + standIn + "/bin",
                "LAB_PVE_VERSION=" + version,
                "PERL5LIB=" + standIn + "/lib",
                "PATH=" + directory + "/bin:" + standIn + "/bin:" + System.getenv("PATH")));
        tester = ModuleTester.on(host, new DirectoryController(directory, Map.of(), secrets));
    }

    @Test
    void aWholeServiceAccountIsCheckedBeforeAnyOfItIsThere() {
        tester.runTwice(
                task(role("CSI", PRIVILEGES, false), State.PRESENT),
                task(user("csi@pve", "driver: storage"), State.PRESENT),
                task(token(false, "the driver's", false), State.PRESENT),
                task(rule("/", "CSI", List.of("csi@pve"), List.of()), State.PRESENT),
                task(rule("/storage", "PVEDatastoreUser", List.of(), List.of("csi@pve!csi")), State.PRESENT));

        assertThat(tester.reports().subList(0, 5)).extracting(Report::status).containsOnly("changed");
        assertThat(tester.reports().subList(0, 5)).extracting(Report::predicted).containsOnly("changed");
        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text())
                .contains("user:csi@pve:1:0::::driver%3A storage::")
                .contains("token:csi@pve!csi:0:0:the driver's:")
                .contains("role:CSI:" + PRIVILEGES + ":")
                .contains("acl:1:/:csi@pve:CSI:")
                .contains("acl:1:/storage:csi@pve!csi:PVEDatastoreUser:");
    }

    @Test
    void theSecretIsUnknownInTheCheckAndASecretValueAfterwards() {
        tester.run(task(user("csi@pve", ""), State.PRESENT));

        Report made = tester.run(task(token(true, "", false), State.PRESENT));
        Report again = tester.run(task(token(true, "", false), State.PRESENT));

        assertThat(made.checked().get("value")).isInstanceOf(Unknown.class);
        assertThat(made.values().get("value")).isEqualTo(secrets.find(place()).orElseThrow());
        assertThat(made.values().get("value")).isInstanceOf(Secret.class);
        assertThat(again.status()).isEqualTo("ok");
        assertThat(again.checked().get("value")).isEqualTo(made.values().get("value"));
    }

    @Test
    void aTokenWhoseSecretIsLostIsMadeAnewOnlyIfThatIsSaid() {
        tester.run(
                task(user("csi@pve", ""), State.PRESENT),
                task(token(true, "mine", false), State.PRESENT),
                task(rule("/vms", "PVEVMUser", List.of(), List.of("csi@pve!csi")), State.PRESENT));
        Secret old = secrets.find(place()).orElseThrow();
        secrets.lose(place());

        Report refused = tester.run(task(token(true, "mine", false), State.PRESENT));
        assertThat(refused.status()).isEqualTo("failed");
        assertThat(refused.message()).contains("it cannot be read again").contains("regenerate: true");

        Report renewed = tester.runTwice(task(token(true, "mine", true), State.PRESENT));
        assertThat(renewed.changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("secret");
            assertThat(change.risk()).isEqualTo(Risk.DISRUPTIVE);
        });
        assertThat(secrets.find(place()).orElseThrow()).isNotEqualTo(old);
        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text())
                .contains("token:csi@pve!csi:0:1:mine:")
                .contains("acl:1:/vms:csi@pve!csi:PVEVMUser:");
    }

    @Test
    void aSecretOfSomethingElseIsNotOverwritten() {
        tester.run(task(user("csi@pve", ""), State.PRESENT));
        secrets.keep(place(), new Secret("of something else"));

        assertThat(tester.run(task(token(true, "", false), State.PRESENT)).message())
                .contains("a secret is already kept");
        assertThat(tester.run(task(token(true, "", true), State.PRESENT)).status())
                .isEqualTo("changed");
    }

    @Test
    void privilegesAreASet() {
        tester.run(task(role("CSI", PRIVILEGES, false), State.PRESENT));

        assertThat(tester.run(task(role("CSI", "VM.Audit,Datastore.Allocate,VM.Config.Disk", false), State.PRESENT))
                        .status())
                .isEqualTo("ok");
        assertThat(tester.run(task(role("CSI", "Datastore.Audit", true), State.PRESENT))
                        .values())
                .containsEntry("privs", List.of("Datastore.Allocate", "Datastore.Audit", "VM.Audit", "VM.Config.Disk"));
        Report fewer = tester.runTwice(task(role("CSI", "Datastore.Audit", false), State.PRESENT));
        assertThat(fewer.changes()).extracting("risk").containsExactly(Risk.DISRUPTIVE);
        assertThat(tester.run(task(role("CSI", "VM.Monitor", false), State.PRESENT))
                        .message())
                .contains("unknown privilege 'VM.Monitor'");
        assertThat(tester.run(task(role("PVEAuditor", null, false), State.ABSENT))
                        .message())
                .contains("built into Proxmox VE");
    }

    @Test
    void aUserIsChangedAndLockedOut() {
        host.run("pveum group add operators");
        tester.run(task(user("ops@pve", "on duty"), State.PRESENT));

        Report changed = tester.runTwice(task(
                new WantedUser("ops", "pve", null, "ops@example.org", false, null, List.of("operators")),
                State.PRESENT));

        assertThat(changed.changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("email, enable, groups");
            assertThat(change.risk()).isEqualTo(Risk.DISRUPTIVE);
        });
        assertThat(tester.run(task(
                                new WantedUser("ops@pve", null, null, null, null, null, List.of("operator")),
                                State.PRESENT))
                        .message())
                .contains("unknown group 'operator'")
                .contains("did you mean 'operators'?");
        assertThat(tester.run(task(user("ops@ldap", ""), State.PRESENT)).message())
                .contains("unknown realm 'ldap'");
    }

    @Test
    void everythingGoesAgain() {
        aWholeServiceAccountIsCheckedBeforeAnyOfItIsThere();
        int before = tester.reports().size();

        tester.runTwice(
                task(rule("/", "CSI", List.of("csi@pve"), List.of()), State.ABSENT),
                task(token(false, "", false), State.ABSENT),
                task(user("csi@pve", ""), State.ABSENT),
                task(role("CSI", null, false), State.ABSENT));

        List<Report> reports = tester.reports().subList(before, before + 4);
        assertThat(reports).extracting(Report::status).containsOnly("changed");
        assertThat(reports.get(1).changes()).extracting("risk").containsExactly(Risk.DESTRUCTIVE);
        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text()).doesNotContain("csi@pve", "CSI");
    }

    @Test
    void aUserWithTokensIsRemovedWithThem() {
        tester.run(task(user("csi@pve", ""), State.PRESENT), task(token(true, "", false), State.PRESENT));

        Report removed = tester.runTwice(task(user("csi@pve", ""), State.ABSENT));

        assertThat(removed.changes()).extracting("risk").containsExactly(Risk.DESTRUCTIVE);
    }

    private SecretPlace place() {
        return new SecretPlace(directory.resolve("secrets.yml").toString(), "csi_token", true);
    }

    @Test
    void aNewSecretLeavesAllElseOfATokenAsItIs() {
        tester.run(task(user("csi@pve", ""), State.PRESENT), task(expiring(false), State.PRESENT));
        secrets.lose(place());
        String before = host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text();

        tester.run(task(expiring(true), State.PRESENT));

        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text()).isEqualTo(before);
        assertThat(secrets.find(place())).isPresent();
    }

    @Test
    void aRefusedRegenerationLeavesTheTokenAsItIs() throws IOException {
        tester.run(task(user("csi@pve", ""), State.PRESENT), task(expiring(false), State.PRESENT));
        secrets.lose(place());
        String before = host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text();
        failing("modify", 1);

        Report report = tester.run(task(expiring(true), State.PRESENT));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.message()).contains("got lock request timeout");
        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text()).isEqualTo(before);
    }

    @Test
    void anOlderReleaseMakesTheTokenAnewUntilThatSucceeds() throws IOException {
        host("8");
        tester.run(
                task(user("csi@pve", ""), State.PRESENT),
                task(expiring(false), State.PRESENT),
                task(rule("/vms", "PVEVMUser", List.of(), List.of("csi@pve!csi")), State.PRESENT));
        secrets.lose(place());
        String before = host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text();
        failing("add", 2);

        Report report = tester.run(task(expiring(true), State.PRESENT));

        assertThat(report.status()).isEqualTo("changed");
        assertThat(host.run("cat \"$LAB_ROOT\"/etc/pve/user.cfg").text()).isEqualTo(before);
        assertThat(secrets.find(place())).isPresent();
    }

    @Test
    void aCommentIsKeptInAnyLanguage() {
        tester.runTwice(
                task(user("csi@pve", "für die Küche: 保存"), State.PRESENT),
                task(token(true, "größer", false), State.PRESENT));

        assertThat(tester.reports()).extracting(Report::status).containsExactly("changed", "changed", "ok", "ok");
    }

    /** From now on a command of tokens meets a busy lock so many times. */
    private void failing(String command, int times) throws IOException {
        Path wrapper = Files.createDirectories(directory.resolve("bin")).resolve("pveum");
        Files.writeString(directory.resolve("left"), String.valueOf(times));
        Files.writeString(wrapper, """
                #!/bin/sh
                read -r n <"$LAB_ROOT/left"
                case $3 in %s) [ "$n" -eq 0 ] || {
                  echo $((n - 1)) >"$LAB_ROOT/left"
                  echo "cfs-lock 'file-user_cfg' error: got lock request timeout" >&2; exit 25; } ;; esac
                exec "${LAB_BIN}/pveum" "$@"
                """.formatted(command));
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }

    private static WantedToken expiring(boolean regenerate) {
        return new WantedToken(
                "csi@pve",
                "csi",
                false,
                "mine",
                4102444800L,
                new WantedStore("secrets.yml", "csi_token", true),
                regenerate);
    }

    private static ModuleTester.Task<PveumParameters> task(Record wanted, State state) {
        return ModuleTester.task(
                new PveumModule(),
                new PveumParameters(
                        wanted instanceof WantedUser user ? user : null,
                        wanted instanceof WantedRole role ? role : null,
                        wanted instanceof WantedRule rule ? rule : null,
                        wanted instanceof WantedToken token ? token : null,
                        state));
    }

    private static WantedUser user(String id, String comment) {
        return new WantedUser(id, null, comment, null, null, null, null);
    }

    private static WantedRole role(String id, String privileges, boolean append) {
        return new WantedRole(id, privileges == null ? null : List.of(privileges.split(",")), append);
    }

    private static WantedRule rule(String path, String role, List<String> users, List<String> tokens) {
        return new WantedRule(path, List.of(role), users, List.of(), tokens, true);
    }

    private static WantedToken token(boolean separated, String comment, boolean regenerate) {
        return new WantedToken(
                "csi@pve",
                "csi",
                separated,
                comment,
                null,
                new WantedStore("secrets.yml", "csi_token", true),
                regenerate);
    }
}
