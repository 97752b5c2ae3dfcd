package dev.sluice.connection;

import dev.sluice.spi.Steps;

/** Says why a file was not written. In every case the old file is untouched. */
final class WriteFailures {
    private WriteFailures() {}

    static String explain(Steps.Write step, StepScript.Abort abort) {
        String path = step.path();
        String said = abort.complaint().isEmpty() ? "" : ": " + abort.complaint();
        return switch (abort.word()) {
            case "upload" -> "cannot store the new content beside " + path + said + "; the old file is untouched";
            case "directory" -> path + " is a directory and cannot be replaced by a file";
            case "checksum" ->
                "the content arrived damaged or incomplete beside " + path
                        + " and was thrown away; the old file is untouched";
            case "disk" ->
                "the new content of " + path + " could not be flushed to disk" + said + "; the old file is untouched";
            case "attributes" -> "cannot find out owner and mode of " + path + said + "; give mode, owner and group";
            case "owner" -> "cannot set the owner of " + path + said + "; the old file is untouched";
            case "mode" -> "cannot set the mode of " + path + said + "; the old file is untouched";
            case "label" -> "cannot keep the SELinux label of " + path + said + "; the old file is untouched";
            case "validate" -> "the new content of " + path + " is not valid" + said + "; the old file is untouched";
            case "edited" ->
                path + " was changed by somebody else after it was read for this task; it is left as it is: run again"
                        + " to edit what it holds now";
            case "backup" -> "cannot copy " + path + " to " + step.backup() + said + "; the old file is untouched";
            case "rename" -> "cannot replace " + path + said + "; the old file is untouched";
            default -> "writing " + path + " failed at '" + abort.word() + "'" + said;
        };
    }
}
