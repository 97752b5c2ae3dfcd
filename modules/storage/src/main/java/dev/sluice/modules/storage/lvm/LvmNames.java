package dev.sluice.modules.storage.lvm;

import dev.sluice.spi.TaskFailure;
import java.util.List;
import java.util.regex.Pattern;

/** What LVM accepts as a name (lvm(8), "VALID NAMES"), so that a wrong one is found before anything runs. */
final class LvmNames {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9+_.][A-Za-z0-9+_.-]*");
    private static final List<String> RESERVED_STARTS = List.of("snapshot", "pvmove");
    private static final List<String> RESERVED_PARTS = List.of(
            "_cdata",
            "_cmeta",
            "_corig",
            "_cpool",
            "_cvol",
            "_imeta",
            "_iorig",
            "_mimage",
            "_mlog",
            "_pmspare",
            "_rimage",
            "_rmeta",
            "_tdata",
            "_tmeta",
            "_vdata",
            "_vorigin",
            "_wcorig");
    /** The kernel's limit of 127 less what LVM appends to the names of hidden volumes. */
    private static final int LONGEST = 118;

    private LvmNames() {}

    static void checkGroup(String name) {
        checkCharacters("volume group", name);
    }

    static void checkVolume(String group, String name) {
        checkCharacters("volume", name);
        for (String start : RESERVED_STARTS) {
            if (name.startsWith(start)) {
                throw new TaskFailure(
                        "the volume name '" + name + "' is reserved: LVM keeps names that start with '" + start
                                + "' for itself",
                        "choose another name");
            }
        }
        for (String part : RESERVED_PARTS) {
            if (name.contains(part)) {
                throw new TaskFailure(
                        "the volume name '" + name + "' is reserved: LVM keeps names with '" + part + "' for itself",
                        "choose another name");
            }
        }
        int length =
                group.replace("-", "--").length() + 1 + name.replace("-", "--").length();
        if (length > LONGEST) {
            throw new TaskFailure("the name '" + group + "/" + name + "' is too long for the kernel's device mapper: "
                    + length + " characters with dashes doubled, at most " + LONGEST + " fit");
        }
    }

    private static void checkCharacters(String what, String name) {
        if (!VALID.matcher(name).matches() || name.equals(".") || name.equals("..") || name.length() > 127) {
            throw new TaskFailure("'" + name + "' is not a valid name of a " + what
                    + ": it may have letters, digits and + _ . - (no dash at the start), at most 127 characters");
        }
    }
}
