package dev.sluice.modules.system.block;

import dev.sluice.spi.Name;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a block device (or of an image file) in one form for all its aliases: {@code /dev/VG/LV} for the
 * device-mapper name {@code /dev/mapper/VG-LV}, in which LVM doubles the dashes that belong to the names (lvm(8),
 * "Reserved names"); {@code UUID=...} and {@code LABEL=...} for links below {@code /dev/disk}.
 *
 * @param canonical the one form; equal devices of different spelling are equal here
 */
public record DeviceName(String canonical) {
    private static final Pattern MAPPED = Pattern.compile("/dev/mapper/((?:[^-]|--)+)-((?:[^-]|--)+)");
    private static final Pattern VOLUME = Pattern.compile("/dev/([^/]+)/([^/]+)");
    private static final Pattern TAG = Pattern.compile("(UUID|LABEL|PARTUUID|PARTLABEL)=\"?([^\"]*)\"?");
    private static final Pattern LINK = Pattern.compile("/dev/disk/by-(uuid|label|partuuid|partlabel)/(.+)");
    /** Every device that is named by a tag: it may be any device. */
    static final Name TAGGED = new Name("device", "by tag");

    private static final Set<String> DIRECTORIES = Set.of(
            "block",
            "bsg",
            "bus",
            "char",
            "cpu",
            "disk",
            "dma_heap",
            "dri",
            "fd",
            "hugepages",
            "input",
            "loop",
            "mapper",
            "md",
            "mqueue",
            "net",
            "pts",
            "shm",
            "snd",
            "usb",
            "vfio",
            "zvol");

    public DeviceName {
        canonical = normalise(canonical);
    }

    /** The name of a device, whatever its spelling. */
    public static DeviceName of(String spelling) {
        return new DeviceName(spelling);
    }

    /** The name of a logical volume's device. */
    public static DeviceName volume(String group, String volume) {
        return new DeviceName("/dev/" + group + "/" + volume);
    }

    /** Whether the device is named by what is on it rather than by its place ({@code UUID=}, {@code LABEL=}). */
    public boolean isTag() {
        return TAG.matcher(canonical).matches();
    }

    /** The device-mapper path of a {@code /dev/VG/LV}; the canonical form for any other device. */
    public String mapperPath() {
        Matcher volume = VOLUME.matcher(canonical);
        if (volume.matches() && !DIRECTORIES.contains(volume.group(1))) {
            return "/dev/mapper/" + volume.group(1).replace("-", "--") + "-"
                    + volume.group(2).replace("-", "--");
        }
        return canonical;
    }

    /** Whether this is one of the device's own names. */
    public boolean isNamed(String spelling) {
        return names().contains(Name.pathOr("tag", spelling));
    }

    /** Every name under which a runbook or a command line could mean the device. */
    public Set<Name> names() {
        Set<Name> names = new LinkedHashSet<>();
        names.add(Name.pathOr("tag", canonical));
        if (isTag()) {
            names.add(TAGGED);
        } else {
            names.add(Name.path(mapperPath()));
        }
        if (!mapperPath().equals(canonical)) {
            names.add(new Name("volume", canonical.substring("/dev/".length())));
        }
        return names;
    }

    private static String normalise(String spelling) {
        Matcher mapped = MAPPED.matcher(spelling);
        if (mapped.matches()) {
            return "/dev/" + mapped.group(1).replace("--", "-") + "/"
                    + mapped.group(2).replace("--", "-");
        }
        Matcher tag = TAG.matcher(spelling);
        if (tag.matches()) {
            return tag.group(1) + "=" + tag.group(2);
        }
        Matcher link = LINK.matcher(spelling);
        if (link.matches()) {
            return link.group(1).toUpperCase(java.util.Locale.ROOT) + "=" + unescape(link.group(2));
        }
        return spelling;
    }

    /** udev writes characters that a file name should not have as {@code \x20}. */
    private static String unescape(String name) {
        return Pattern.compile("\\\\x([0-9a-fA-F]{2})")
                .matcher(name)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    @Override
    public String toString() {
        return canonical;
    }
}
