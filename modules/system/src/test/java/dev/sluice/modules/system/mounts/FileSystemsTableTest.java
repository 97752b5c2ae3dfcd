package dev.sluice.modules.system.mounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not about a mount point stays as it is, and what mount(8) reads is understood. */
class FileSystemsTableTest {
    private static final FileSystemsTable.Entry SHARE = entry("/dev/vdb1", "/srv/a", "ext4", "defaults");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/vdb1 /srv/a ext4 defaults 0 2 # photos of the family\n",
                "/dev/vdb1 /srv/a/ ext4 defaults 0 2\n",
                "\t/dev/vdb1\t/srv//a   ext4 defaults 0 2",
                "/dev/vdb1 /srv/\\141 ext4 defaults 0 2\r\n"
            })
    void a_line_that_says_what_is_wanted_stays(String text) {
        FileSystemsTable table = new FileSystemsTable(text);

        assertThat(table.with(SHARE)).isEqualTo(table);
    }

    @Test
    void what_follows_the_sixth_field_stays_when_the_line_is_changed() {
        FileSystemsTable table = new FileSystemsTable("/dev/old /srv/a ext4 noatime 0 1 # photos\n# end");

        assertThat(table.with(SHARE).text()).isEqualTo("/dev/vdb1 /srv/a ext4 defaults 0 2 # photos\n# end");
    }

    @Test
    void three_fields_are_an_entry() {
        FileSystemsTable table = new FileSystemsTable("/dev/vdb1 /srv/a ext4\n");

        assertThat(table.with(SHARE).text()).isEqualTo("/dev/vdb1 /srv/a ext4 defaults 0 2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# /dev/vdb1 /srv/a ext4\n", "/dev/vdb1 /srv/a\n", "/dev/vdb1 /srv/a ext4 ro # why\n", "\n"})
    void what_mount_does_not_read_is_kept_and_stands_for_nothing(String text) {
        FileSystemsTable table = new FileSystemsTable(text);

        assertThat(table.with(SHARE).text()).isEqualTo(text + "/dev/vdb1 /srv/a ext4 defaults 0 2\n");
        assertThat(table.without(SHARE)).isEqualTo(table);
    }

    @Test
    void a_last_line_without_an_end_gets_one_before_another_follows() {
        assertThat(new FileSystemsTable("# end").with(SHARE).text())
                .isEqualTo("# end\n/dev/vdb1 /srv/a ext4 defaults 0 2\n");
    }

    @Test
    void octal_escapes_are_bytes() {
        assertThat(MountTable.unescape("/srv/K\\303\\266ln\\040a")).isEqualTo("/srv/Köln a");
    }

    @Test
    void what_would_be_a_comment_or_two_lines_is_escaped() {
        FileSystemsTable.Entry odd = entry("#1", "/srv/a\nb", "ext4", "defaults");

        FileSystemsTable table = new FileSystemsTable("").with(odd);

        assertThat(table.text()).isEqualTo("\\0431 /srv/a\\012b ext4 defaults 0 2\n");
        assertThat(table.with(odd)).isEqualTo(table);
    }

    private static FileSystemsTable.Entry entry(String source, String target, String type, String options) {
        return new FileSystemsTable.Entry(source, target, type, options, "0", "2");
    }
}
