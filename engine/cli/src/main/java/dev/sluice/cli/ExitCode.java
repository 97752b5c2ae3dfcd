package dev.sluice.cli;

/** What the process exits with. */
final class ExitCode {
    /** All went well; with {@code --detailed-exitcode}: and nothing is to be changed. */
    static final int OK = 0;
    /** Something is wrong: with the input, with a host, or with a task. */
    static final int ERROR = 1;
    /** With {@code --detailed-exitcode}: all went well and there are changes. */
    static final int CHANGES = 2;

    private ExitCode() {}
}
