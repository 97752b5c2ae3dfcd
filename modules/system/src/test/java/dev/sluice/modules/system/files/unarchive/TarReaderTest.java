package dev.sluice.modules.system.files.unarchive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.modules.system.files.FileKind;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.TaskFailure;
import dev.sluice.testing.LocalShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private static final long LIMIT = 1 << 20;

    @TempDir
    Path directory;

    @BeforeEach
    void needsTar() {
        assumeTrue(LocalShell.plain().run("command -v tar").succeeded(), "tar is not installed");
    }

    /** The archive {@code a} that a script makes. */
    private Bytes archive(String script) throws IOException {
        assertThat(LocalShell.plain().run("cd '" + directory + "' && " + script).succeeded())
                .isTrue();
        return Bytes.of(Files.readAllBytes(directory.resolve("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=v7", "--format=ustar", "--format=pax", "--format=gnu", "-z", "--format=gnu -S"})
    void reads_what_tar_writes(String options) throws IOException {
        Bytes archive =
                archive("mkdir -m 750 d && echo hi >d/f && chmod 604 d/f && ln -s f d/l && truncate -s 5000 d/hole"
                        + " && tar --sort=name -cf a " + options + " d");

        if (options.contains("v7")) {
            assertThat(TarReader.read(archive, LIMIT)).as("has no signature").isEmpty();
            return;
        }
        assertThat(TarReader.read(archive, LIMIT).orElseThrow())
                .containsExactly(
                        new ArchiveMember("d", FileKind.DIRECTORY, 0750, Bytes.EMPTY, ""),
                        new ArchiveMember("d/f", FileKind.FILE, 0604, Bytes.of("hi\n"), ""),
                        new ArchiveMember("d/hole", FileKind.FILE, 0644, Bytes.of(new byte[5000]), ""),
                        new ArchiveMember("d/l", FileKind.LINK, 0777, Bytes.EMPTY, "f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head -c 9M /dev/zero >f && tar -czf a f", "echo x >f && truncate -s 2G f && tar -cSf a f"})
    void never_holds_more_than_the_limit(String script) throws IOException {
        assertThat(TarReader.read(archive(script), LIMIT)).isEmpty();
    }

    @Test
    void a_name_without_end_is_bounded_too() throws IOException {
        Bytes archive = archive("echo hi >f && tar -cf t f"
                // the size of a GNU long name, which says that 7 GiB of it follow
                + " && { printf '%-100s0000644\\0000000000\\0000000000\\00070000000000\\00000000000000\\0        L' ././@LongLink"
                + " | tr ' ' '\\000'; head -c 100 /dev/zero; printf 'ustar  \\0'; head -c 247 /dev/zero; cat t;"
                + " head -c 9M /dev/zero; } >h"
                + " && sum=$(head -c 512 h | od -An -v -tu1 | tr -s ' ' '\\n' | awk '{ s += $1 } END { printf \"%06o\", s + 256 }')"
                + " && { head -c 148 h; printf '%s\\000 ' \"$sum\"; tail -c +157 h; } >a");

        assertThat(TarReader.read(archive, LIMIT)).isEmpty();
    }

    @Test
    void a_name_that_leads_out_is_refused() throws IOException {
        Bytes archive = archive("mkdir d && echo hi >f && cd d && tar -cPf ../a ../f");

        assertThatThrownBy(() -> TarReader.read(archive, LIMIT))
                .isInstanceOf(TaskFailure.class)
                .hasMessage("the archive has a member that leads out of the destination: ../f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo hi >f && ln f g && tar -cf a f g", "mkfifo f && tar -cf a f"})
    void hard_links_and_special_files_are_refused(String script) throws IOException {
        Bytes archive = archive(script);

        assertThatThrownBy(() -> TarReader.read(archive, LIMIT))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("is not a file, directory or symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar -cf a f", "tar -czf a f"})
    void a_damaged_archive_is_an_error(String script) throws IOException {
        byte[] bytes = archive("head -c 20000 /dev/urandom >f && " + script).toArray();

        assertThatThrownBy(() -> TarReader.read(Bytes.of(Arrays.copyOf(bytes, 9000)), LIMIT))
                .isInstanceOf(TaskFailure.class)
                .hasMessageStartingWith("the archive is damaged: ");
    }

    @Test
    void something_else_is_not_an_archive() {
        assertThat(TarReader.read(Bytes.of("no tar"), LIMIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -s /tmp out && tar -cf a out && rm out && mkdir out && echo x >out/f && tar -rf a out/f",
                "mkdir out && echo x >out/f && tar -cf a out/f && rm -r out && ln -s /tmp out && tar -rf a out",
                "ln -s /tmp out && tar -cf a out && rm out && mkdir -m 777 out && tar -rf a out",
                "mkdir d && ln -s ../.. d/up && tar -cf a d/up && rm d/up && mkdir -p d/up/e && echo x >d/up/e/f"
                        + " && tar -rf a d/up/e/f"
            })
    void refuses_members_that_lead_through_a_link_of_the_archive(String script) throws IOException {
        Bytes archive = archive(script);

        assertThatThrownBy(() -> TarReader.read(archive, LIMIT))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("leads through one of its links");
    }
}
