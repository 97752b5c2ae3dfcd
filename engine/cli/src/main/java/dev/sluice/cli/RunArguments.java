package dev.sluice.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What check, apply and their kin have in common. Names are Ansible's where Ansible has the same. */
final class RunArguments {
    @Parameters(arity = "1..*", paramLabel = "RUNBOOK", description = "Runbook files, run one after the other.")
    List<Path> runbooks = new ArrayList<>();

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            description =
                    "Inventory file or directory, or a list of hosts with a comma in it. May be given several times.")
    List<String> inventories = new ArrayList<>();

    @Mixin
    ModuleArguments modules = new ModuleArguments();

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Limit to matching hosts; @FILE reads one pattern per line.")
    @Nullable
    String limit;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARIABLES",
            description = "Extra variables, with the highest precedence: name=value, YAML or JSON, or @FILE.")
    List<String> extraVariables = new ArrayList<>();

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            split = ",",
            description = "Run only tasks with one of these tags.")
    List<String> tags = new ArrayList<>();

    @Option(names = "--skip-tags", paramLabel = "TAGS", split = ",", description = "Skip tasks with one of these tags.")
    List<String> skipTags = new ArrayList<>();

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "NUMBER",
            defaultValue = "32",
            description = "Number of hosts to work on at the same time (default ${DEFAULT-VALUE}).")
    int forks;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "User to connect as, unless the inventory sets one.")
    String user = "";

    @Option(
            names = {"-c", "--connection"},
            paramLabel = "NAME",
            description = "Connection to use, unless the inventory sets one: ssh, local or sandbox.")
    String connection = "";

    @Option(
            names = {"--private-key", "--key-file"},
            paramLabel = "FILE",
            description = "Private key file for authentication.")
    @Nullable
    Path privateKey;

    @Option(
            names = {"-b", "--become"},
            description = "Become another user (by default root).")
    boolean become;

    @Option(names = "--become-user", paramLabel = "USER", description = "User to become.")
    String becomeUser = "";

    @Option(names = "--become-method", paramLabel = "METHOD", description = "sudo, su or doas (default sudo).")
    String becomeMethod = "";

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "Ask for the privilege escalation password.")
    boolean askBecomePassword;

    @Option(
            names = {"-k", "--ask-pass"},
            description = "Ask for the connection password.")
    boolean askPassword;

    @Mixin
    VaultArguments vault = new VaultArguments();

    @Option(
            names = {"-D", "--diff"},
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show differences in changed files (default).")
    boolean diff;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "console",
            description = "Output format: console, json, jsonl or markdown.")
    OutputFormat output = OutputFormat.CONSOLE;

    @Option(
            names = "--detailed-exitcode",
            description = "Exit with 0 if there are no changes, 2 if there are changes, 1 after an error.")
    boolean detailedExitCode;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    @Option(names = "-v", description = "Verbose; up to -vvv.")
    boolean[] verbose = new boolean[0];

    /** The whole command line, without its secrets; empty if nothing was parsed. */
    List<String> shown() {
        return command == null
                ? List.of()
                : ShownArguments.of(
                        command.root().commandLine().getParseResult().originalArgs());
    }

    /** How a run is reported. */
    enum OutputFormat {
        CONSOLE,
        JSON,
        JSONL,
        MARKDOWN
    }
}
