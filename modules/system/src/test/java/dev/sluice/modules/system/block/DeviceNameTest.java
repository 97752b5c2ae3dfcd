package dev.sluice.modules.system.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTest {
    @ParameterizedTest
    @CsvSource({
        "/dev/mapper/sas-nfs--data, /dev/sas/nfs-data",
        "/dev/mapper/my--group-my--volume, /dev/my-group/my-volume",
        "/dev/disk/by-uuid/5a9f, UUID=5a9f",
        "/dev/disk/by-label/nfs\\x20data, LABEL=nfs data",
        "LABEL=\"nfs data\", LABEL=nfs data",
        "/dev/mapper/control, /dev/mapper/control",
        "/dev/sda1, /dev/sda1",
        "/dev/disk/by-id/ata-x, /dev/disk/by-id/ata-x",
    })
    void every_alias_has_one_canonical_form(String spelling, String canonical) {
        assertThat(DeviceName.of(spelling)).hasToString(canonical).isEqualTo(DeviceName.of(canonical));
    }

    @Test
    void a_volume_is_found_under_its_mapper_name_and_by_group_and_name() {
        assertThat(DeviceName.volume("sas", "nfs-data").names())
                .extracting(Name::text)
                .containsExactly("/dev/sas/nfs-data", "/dev/mapper/sas-nfs--data", "sas/nfs-data");
    }

    @Test
    void a_link_by_id_is_no_volume() {
        assertThat(DeviceName.of("/dev/disk/by-id/ata-x").names())
                .extracting(Name::text)
                .containsExactly("/dev/disk/by-id/ata-x");
        assertThat(DeviceName.of("/dev/md/0").names()).extracting(Name::text).containsExactly("/dev/md/0");
    }
}
