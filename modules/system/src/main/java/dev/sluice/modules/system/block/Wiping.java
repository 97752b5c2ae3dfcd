package dev.sluice.modules.system.block;

import dev.sluice.spi.Script;

/** How a device is made blank: without its signatures, programs still find what they left at its start and at its end. */
public final class Wiping {
    private Wiping() {}

    /** A script that takes all signatures away and zeroes the first and the last MiB. */
    public static Script script(String device) {
        return Script.of("wipefs --all --force {} || exit\n{}", device, zeroing(device));
    }

    /** A script that only zeroes the first and the last MiB of a device, or of an image file in place of one. */
    public static Script zeroing(String device) {
        return Script.of("""
                d={}
                if [ -f "$d" ]; then s=$(($(wc -c <"$d") / 512)); else s=$(blockdev --getsz "$d") || exit; fi
                c=$((s < 2048 ? s : 2048))
                dd if=/dev/zero of="$d" bs=512 count="$c" conv=notrunc,fsync &&
                dd if=/dev/zero of="$d" bs=512 count="$c" seek="$((s - c))" conv=notrunc,fsync
                """, device);
    }
}
