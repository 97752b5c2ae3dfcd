package dev.sluice.modules.system.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.overlay.Agreement;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.testing.LocalShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question about files gets the same answer on a host that has nothing but busybox. */
class BusyboxFactsTest {
    @TempDir
    Path tools;

    @TempDir
    Path tree;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(LocalShell.plain().run("command -v busybox").succeeded(), "busybox is not installed");
        LocalShell.plain().run("$(command -v busybox) --install -s '" + tools + "'");
        Files.createDirectories(tree.resolve("d/e"));
        Files.writeString(tree.resolve("d/f"), "content\n");
        Files.write(tree.resolve("d/binary"), new byte[] {0, 1, (byte) 0xff, '\n'});
        Files.createSymbolicLink(tree.resolve("l"), Path.of("d"));
        Files.createSymbolicLink(tree.resolve("d/dangling"), Path.of("/none such"));
        LocalShell.plain().run("chmod 4751 '" + tree + "/d/f'; touch -d '2026-03-28 12:00:00.5' '" + tree + "/d/f'");
    }

    @AfterEach
    void remove_tools() {
        LocalShell.plain().run("rm -rf '" + tools + "'/*");
    }

    private <V> void same(ShellFact<V> fact) {
        Output ours = LocalShell.plain().run("exec </dev/null\n" + fact.script());
        Output busybox = LocalShell.plain()
                .run(
                        "exec '" + tools + "/sh' -c \"$SCRIPT\" </dev/null",
                        Bytes.EMPTY,
                        Map.of("PATH", tools.toString(), "SCRIPT", fact.script().text()),
                        null);

        assertThat(busybox.errorText()).isEmpty();
        assertThat(Agreement.differences(fact.describe(), fact.parse(ours), fact.parse(busybox)))
                .isEmpty();
        assertThat(fact.parse(busybox).toString()).isEqualTo(fact.parse(ours).toString());
    }

    @Test
    void what_is_at_a_path() {
        for (String path :
                new String[] {"", "/d", "/d/f", "/l", "/l/f", "/d/dangling", "/none/x", "/d/f/x", "/l/none"}) {
            same(new FileAt(tree + path));
        }
        same(new FileAt("/dev/null"));
        same(new FileAt("/"));
    }

    @Test
    void what_is_in_a_file() {
        for (String path : new String[] {"/d", "/d/f", "/l/f", "/d/binary", "/d/dangling", "/none"}) {
            same(new ContentOf(tree + path));
            for (String algorithm : ChecksumOf.ALGORITHMS) {
                if (!algorithm.equals("sha224") && !algorithm.equals("sha384")) {
                    same(new ChecksumOf(tree + path, algorithm));
                }
            }
        }
    }

    @Test
    void what_is_below_a_directory() {
        same(new TreeOf(tree.toString(), 0));
        same(new TreeOf(tree + "/l", 1));
        same(new TreeOf(tree + "/none", 0));
        same(new TreeOf(tree + "/d/f", 0));
    }

    @Test
    void who_asks_and_who_owns() {
        same(new CurrentUser());
        same(AccountOf.user("root"));
        same(AccountOf.user("0"));
        same(AccountOf.group("daemon"));
        same(AccountOf.user("no-such-user"));
        same(new LocalTime("2026-03-28 12:00:00"));
    }
}
