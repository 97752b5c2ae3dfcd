package dev.sluice.modules.system.files;

/** What modules that write files refuse, and why, as {@link dev.sluice.spi.Description#refuses()} has it. */
public final class RefusedParameters {
    public static final String FLAGS =
            "attributes, attr: flags of chattr(1) are not managed; set them with `command: chattr`";
    public static final String LABELS =
            "selevel, serole, setype, seuser: labels of SELinux are not managed; set them with" + " `command: chcon`";
    public static final String IN_PLACE =
            "unsafe_writes: a file is always replaced in one instant, never written in place";

    private RefusedParameters() {}
}
