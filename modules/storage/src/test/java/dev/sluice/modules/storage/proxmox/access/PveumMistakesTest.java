package dev.sluice.modules.storage.proxmox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can be found wrong without a host, the parameters refuse themselves. */
final class PveumMistakesTest {
    @Test
    void aUserHasARealm() {
        refused(() -> new WantedUser("csi", null, null, null, null, null, null), "say name@realm");
        refused(() -> new WantedUser("csi@pve", "pam", null, null, null, null, null), "another realm");
        refused(() -> new WantedUser("csi@pve", null, null, null, null, -1L, null), "seconds since 1970");
    }

    @Test
    void aMisspeltPrivilegeIsNamedWithTheRightOne() {
        refused(() -> new WantedRole("CSI", List.of("VM.Audits"), false), "did you mean 'VM.Audit'?");
        refused(() -> new WantedRole("CSI", List.of("audit everything"), false), "is not a privilege");
        refused(() -> new WantedRole("C S I", null, false), "is not a role");
        refused(() -> new WantedRole("CSI", null, true), "'append' needs 'privs'");
    }

    @Test
    void aPrivilegeOfALaterReleaseIsLeftToTheHost() {
        WantedRole role = new WantedRole("CSI", List.of("Quantum.Entangle"), false);

        assertThat(role.privs()).containsExactly("Quantum.Entangle");
    }

    @Test
    void aPermissionIsAboutSomebodyAndSomething() {
        List<String> none = List.of();
        refused(() -> new WantedRule("storage", List.of("CSI"), List.of("a@pve"), none, none, true), "is not a path");
        refused(() -> new WantedRule("/srv/nfs", List.of("CSI"), List.of("a@pve"), none, none, true), "is not a path");
        refused(() -> new WantedRule("/", List.of("CSI"), none, none, none, true), "'users', 'groups' or 'tokens'");
        refused(() -> new WantedRule("/", List.of("CSI"), none, none, List.of("csi"), true), "user@realm!token");
    }

    @Test
    void aTokenHasAPlaceForItsSecret() {
        WantedToken bare = new WantedToken("csi@pve", "csi", null, null, null, null, false);
        refused(
                () -> new PveumParameters(null, null, null, bare, PveumParameters.State.PRESENT),
                "the token needs a 'store'");
        new PveumParameters(null, null, null, bare, PveumParameters.State.ABSENT);
        refused(() -> new WantedToken("csi@pve", "csi@pve!csi", null, null, null, null, false), "is not a token id");
        refused(() -> new WantedStore("secrets.yml", "csi-token", true), "is not a valid variable name");
    }

    @Test
    void oneThingAtATime() {
        refused(
                () -> new PveumParameters(null, null, null, null, PveumParameters.State.PRESENT),
                "exactly one of 'user', 'role', 'acl' and 'token'");
    }

    private static void refused(ThrowingCallable parameters, String part) {
        assertThatThrownBy(parameters)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
