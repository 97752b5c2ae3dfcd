package dev.sluice.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Output;
import dev.sluice.spi.StepOutcome;
import dev.sluice.spi.Steps;
import dev.sluice.spi.connection.Become;
import dev.sluice.spi.connection.Session.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a disk is full: a small file system in a mount namespace that ends with the session. */
class FullDiskTest {
    private record PrivateMounts() implements Launcher {
        @Override
        public Transport launch(String commandLine, boolean terminal, Transport.Receiver receiver) {
            try {
                return new ProcessTransport(
                        new ProcessBuilder("unshare", "-m", "sh", "-c", commandLine).start(), receiver);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public String describe() {
            return "small";
        }

        @Override
        public String user() {
            return System.getProperty("user.name");
        }
    }

    @TempDir
    Path directory;

    private @Nullable ShellSession session;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0,
                "needs the right to make a mount namespace");
        session = ShellSession.open(
                new PrivateMounts(),
                BecomeWay.of(Become.NONE),
                new Nonces(new SecureRandom()),
                new ShellSession.Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(60)));
        StepOutcome<?> mounted = session.perform(
                Steps.Run.script("mount -t tmpfs -o size=64k tmpfs {}", directory.toString()), OnItsOwn.STEP);
        assumeTrue(mounted.succeeded(), "needs the right to mount in a private namespace: " + mounted.failure());
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    private StepOutcome<?> write(Path file, Bytes content) throws Exception {
        return session.perform(new Steps.Write(file.toString(), content, null, null, null, null, null), OnItsOwn.STEP);
    }

    private String ask(String script) throws Exception {
        Fact<?> fact = new Said(script);
        return ((Output) ((Reading.Answered) session.read(List.of(fact)).get(fact))
                        .answer()
                        .get())
                .text();
    }

    @Test
    void aFileThatDoesNotFitLeavesTheOldOneAndNothingElse() throws Exception {
        Path file = directory.resolve("file");
        assertThat(write(file, Bytes.of("old")).failure()).isNull();

        StepOutcome<?> outcome = write(file, Bytes.of(new byte[1024 * 1024]));

        assertThat(outcome.failure())
                .contains("cannot store the new content beside " + file)
                .contains("No space left on device")
                .contains("the old file is untouched");
        assertThat(OnItsOwn.output(outcome).errorText()).endsWith("No space left on device\n");
        assertThat(ask("cat " + file + "; echo; ls -A " + directory)).isEqualTo("old\nfile\n");
    }

    @Test
    void aShortTextThatDoesNotFitLeavesTheOldOneAndNothingElse() throws Exception {
        Path file = directory.resolve("file");
        assertThat(write(file, Bytes.of("old")).failure()).isNull();
        Path filling = directory.resolve("filling");
        ask("cat /dev/zero > " + filling + " 2>/dev/null");

        StepOutcome<?> outcome = write(file, Bytes.of("a line of text\n".repeat(600)));

        assertThat(outcome.failure())
                .contains("cannot store the new content beside " + file)
                .contains("the old file is untouched");
        assertThat(ask("cat " + file + "; echo; ls -A " + directory)).isEqualTo("old\nfile\nfilling\n");
    }

    @Test
    void aBackupThatDoesNotFitStopsTheWrite() throws Exception {
        Path file = directory.resolve("file");
        assertThat(write(file, Bytes.of(new byte[24 * 1024])).failure()).isNull();
        Path backup = directory.resolve("backup");

        StepOutcome<?> outcome = session.perform(
                new Steps.Write(
                        file.toString(), Bytes.of(new byte[20 * 1024]), null, null, null, null, backup.toString()),
                OnItsOwn.STEP);

        assertThat(outcome.failure())
                .contains("cannot copy " + file + " to " + backup)
                .contains("No space left on device");
        assertThat(ask("wc -c < " + file + "; ls -A " + directory)).isEqualTo("24576\nfile\n");
    }
}
