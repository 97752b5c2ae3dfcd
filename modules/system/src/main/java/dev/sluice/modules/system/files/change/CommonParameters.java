package dev.sluice.modules.system.files.change;

/** The texts of parameters that many of these modules have. */
public final class CommonParameters {
    public static final String MODE =
            "Permission bits, octal (`0644`) or symbolic (`u=rw,g=r,o=`). Without it, a file that exists keeps its bits and"
                    + " a new one gets those that the umask leaves.";
    public static final String OWNER = "The owner, by name or number. Changing it needs root.";
    public static final String GROUP = "The group, by name or number.";
    public static final String VALIDATE =
            "A command that has to accept the new content before it takes the place of the old; `%s` stands for the file"
                    + " to check. It runs in a shell.";
    public static final String BACKUP =
            "Whether the old file is kept as `NAME.DATE@TIME~` (in UTC) beside the new one.";

    private CommonParameters() {}
}
