package dev.sluice.modules.system.files.read;

import static dev.sluice.modules.system.files.FileTasks.copy;
import static dev.sluice.modules.system.files.FileTasks.file;
import static dev.sluice.modules.system.files.FileTasks.stat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.value.Unknown;
import dev.sluice.testing.DirectoryController;
import dev.sluice.testing.ModuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatModuleTest {
    @TempDir
    Path target;

    private ModuleTester tester;

    @BeforeEach
    void start() {
        tester = ModuleTester.local(new DirectoryController(target));
    }

    @Test
    void knows_all_of_a_file_that_will_be_written_but_what_the_file_system_gives() {
        tester.run(
                copy("dest", target.resolve("f"), "content", "12345", "mode", "0754"),
                stat("path", target.resolve("f")));

        Map<?, ?> stat = (Map<?, ?>) tester.last().checked().get("stat");
        assertThat(stat.get("mode")).isEqualTo("0754");
        assertThat(stat.get("size")).isEqualTo(5L);
        assertThat(stat.get("checksum")).isEqualTo("8cb2237d0679ca88db6464eac60da96345513964");
        assertThat(stat.get("wgrp")).isEqualTo(false);
        assertThat(stat.get("xgrp")).isEqualTo(true);
        assertThat(stat.get("executable")).isEqualTo(true);
        assertThat(stat.get("mtime")).isInstanceOf(Unknown.class);
        assertThat(stat.get("inode")).isInstanceOf(Unknown.class);
    }

    @Test
    void follows_a_link_when_asked() throws IOException {
        Files.writeString(target.resolve("f"), "x");

        tester.run(
                file("src", "f", "path", target.resolve("l"), "state", "link"),
                stat("path", target.resolve("l")),
                stat("path", target.resolve("l"), "follow", true));

        Map<?, ?> link = (Map<?, ?>) tester.reports().get(1).checked().get("stat");
        assertThat(link.get("islnk")).isEqualTo(true);
        assertThat(link.get("lnk_target")).isEqualTo("f");
        assertThat(link.get("lnk_source"))
                .isEqualTo(target.toRealPath().resolve("f").toString());
        assertThat(((Map<?, ?>) tester.last().checked().get("stat")).get("isreg"))
                .isEqualTo(true);
    }
}
