package dev.sluice.modules.system.mounts;

import dev.sluice.spi.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kinds of file systems that can be made, with the programs that make them. */
enum FileSystemType {
    BTRFS("btrfs", Script.of("mkfs.btrfs"), Script.of("-f"), "-L"),
    EXT2("ext2", Script.of("mkfs.ext2 -F"), Script.of(""), "-L"),
    EXT3("ext3", Script.of("mkfs.ext3 -F"), Script.of(""), "-L"),
    EXT4("ext4", Script.of("mkfs.ext4 -F"), Script.of(""), "-L"),
    EXT4DEV("ext4", Script.of("mkfs.ext4 -F"), Script.of(""), "-L"),
    F2FS("f2fs", Script.of("mkfs.f2fs"), Script.of("-f"), "-l"),
    LVM("LVM2_member", Script.of("pvcreate -y"), Script.of("-f"), ""),
    OCFS2("ocfs2", Script.of("mkfs.ocfs2 -F"), Script.of("-x"), "-L"),
    REISERFS("reiserfs", Script.of("mkfs.reiserfs -q"), Script.of("-f"), "-l"),
    SWAP("swap", Script.of("mkswap"), Script.of("-f"), "-L"),
    VFAT("vfat", Script.of("mkfs.vfat -I"), Script.of(""), "-n"),
    XFS("xfs", Script.of("mkfs.xfs"), Script.of("-f"), "-L");

    private final String signature;
    private final Script command;
    private final Script force;
    private final String labelOption;

    FileSystemType(String signature, Script command, Script force, String labelOption) {
        this.signature = signature;
        this.command = command;
        this.force = force;
        this.labelOption = labelOption;
    }

    /** The type as blkid names it. */
    String signature() {
        return signature;
    }

    /**
     * The command that makes one.
     *
     * @param options further words, as the task gives them
     */
    Script make(List<String> options, String device, boolean overwrites) {
        List<Script> words = new ArrayList<>(List.of(command));
        if (overwrites) {
            words.add(force);
        }
        options.forEach(option -> words.add(Script.argument(option)));
        words.add(Script.of("{}", device));
        return Script.of("{}", words);
    }

    /** The label that the options ask for; empty for none. */
    String label(List<String> options) {
        for (int index = 0; index < options.size() && !labelOption.isEmpty(); index++) {
            String option = options.get(index);
            if (option.equals(labelOption) && index + 1 < options.size()) {
                return options.get(index + 1);
            }
            if (option.startsWith(labelOption) && option.length() > labelOption.length()) {
                return option.substring(labelOption.length());
            }
        }
        return "";
    }

    /** Whether the options ask for no more than a label: then the program decides on all else. */
    boolean isUsual(List<String> options) {
        int words = options.contains(labelOption) ? 2 : 1;
        return options.isEmpty() || (!label(options).isEmpty() && options.size() == words);
    }

    /** The command that grows one to the size of its device; empty if that cannot be done. */
    Optional<Script> grow(String device, Optional<String> mountPoint) {
        return switch (this) {
            case EXT2, EXT3, EXT4, EXT4DEV -> Optional.of(Script.of("resize2fs {}", device));
            case XFS -> mountPoint.map(place -> Script.of("xfs_growfs {}", place));
            default -> Optional.empty();
        };
    }
}
