package dev.sluice.modules.system.mounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kinds of file systems that can be made, with the programs that make them. */
enum FileSystemType {
    BTRFS("btrfs", List.of("mkfs.btrfs"), List.of("-f"), "-L"),
    EXT2("ext2", List.of("mkfs.ext2", "-F"), List.of(), "-L"),
    EXT3("ext3", List.of("mkfs.ext3", "-F"), List.of(), "-L"),
    EXT4("ext4", List.of("mkfs.ext4", "-F"), List.of(), "-L"),
    EXT4DEV("ext4", List.of("mkfs.ext4", "-F"), List.of(), "-L"),
    F2FS("f2fs", List.of("mkfs.f2fs"), List.of("-f"), "-l"),
    LVM("LVM2_member", List.of("pvcreate", "-y"), List.of("-f"), ""),
    OCFS2("ocfs2", List.of("mkfs.ocfs2", "-F"), List.of("-x"), "-L"),
    REISERFS("reiserfs", List.of("mkfs.reiserfs", "-q"), List.of("-f"), "-l"),
    SWAP("swap", List.of("mkswap"), List.of("-f"), "-L"),
    VFAT("vfat", List.of("mkfs.vfat", "-I"), List.of(), "-n"),
    XFS("xfs", List.of("mkfs.xfs"), List.of("-f"), "-L");

    private final String signature;
    private final List<String> command;
    private final List<String> force;
    private final String labelOption;

    FileSystemType(String signature, List<String> command, List<String> force, String labelOption) {
        this.signature = signature;
        this.command = command;
        this.force = force;
        this.labelOption = labelOption;
    }

    /** The type as blkid names it. */
    String signature() {
        return signature;
    }

    /** The words that make one. */
    List<String> make(List<String> options, String device, boolean overwrites) {
        List<String> words = new ArrayList<>(command);
        if (overwrites) {
            words.addAll(force);
        }
        words.addAll(options);
        words.add(device);
        return words;
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

    /** The words that grow one to the size of its device; empty if that cannot be done. */
    Optional<List<String>> grow(String device, Optional<String> mountPoint) {
        return switch (this) {
            case EXT2, EXT3, EXT4, EXT4DEV -> Optional.of(List.of("resize2fs", device));
            case XFS -> mountPoint.map(place -> List.of("xfs_growfs", place));
            default -> Optional.empty();
        };
    }
}
