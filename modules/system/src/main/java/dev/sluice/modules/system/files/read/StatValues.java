package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.value.Answer;
import java.util.Map;

/** What stat and find both return about a file, under Ansible's names. */
final class StatValues {
    private static final String[] BITS = {"xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr"};

    private StatValues() {}

    static void kind(FileKind kind, Map<String, Object> values) {
        values.put("isreg", kind == FileKind.FILE);
        values.put("isdir", kind == FileKind.DIRECTORY);
        values.put("islnk", kind == FileKind.LINK);
        values.put("ischr", kind == FileKind.CHARACTER_DEVICE);
        values.put("isblk", kind == FileKind.BLOCK_DEVICE);
        values.put("isfifo", kind == FileKind.FIFO);
        values.put("issock", kind == FileKind.SOCKET);
    }

    static void permissions(Answer<Integer> mode, Map<String, Object> values) {
        values.put("mode", mode.map(FileMode::format).toValue());
        for (int bit = BITS.length - 1; bit >= 0; bit--) {
            int mask = 1 << bit;
            values.put(BITS[bit], mode.map(bits -> (bits & mask) != 0).toValue());
        }
        values.put("isuid", mode.map(bits -> (bits & 04000) != 0).toValue());
        values.put("isgid", mode.map(bits -> (bits & 02000) != 0).toValue());
    }

    static void identity(Attributes attributes, Map<String, Object> values) {
        values.put("uid", attributes.uid().toValue());
        values.put("gid", attributes.gid().toValue());
        values.put("pw_name", attributes.owner().toValue());
        values.put("gr_name", attributes.group().toValue());
        values.put("size", attributes.size().toValue());
        values.put("inode", attributes.inode().toValue());
        values.put("dev", attributes.device().toValue());
        values.put("nlink", attributes.hardLinks().toValue());
        values.put("mtime", attributes.modified().toValue());
        values.put("ctime", attributes.changed().toValue());
    }
}
