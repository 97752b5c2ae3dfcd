package dev.sluice.runbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A script of a runbook, run for real with some programs replaced by small scripts that note how they were called.
 *
 * @param script the script
 * @param directory for the stubs, their notes and the script's files
 * @param environment what the script gets besides
 */
record StubbedScript(Path script, Path directory, Map<String, String> environment) {
    /**
     * What came of a run.
     *
     * @param calls the calls of the stubs, in order: a program and its arguments a line
     */
    record Result(int exitCode, String output, List<String> calls) {
        List<String> callsOf(String program) {
            return calls.stream().filter(call -> call.startsWith(program + " ")).toList();
        }
    }

    static StubbedScript of(String name, Path directory) {
        return new StubbedScript(
                Path.of("../runbooks/storage-migration/files", name)
                        .toAbsolutePath()
                        .normalize(),
                directory,
                new TreeMap<>());
    }

    /** Puts a program in place of the real one. Its arguments are noted before its body runs. */
    StubbedScript stub(String program, String body) {
        Path stub = write(
                "bin/" + program,
                "#!/bin/sh\nprintf '%s %s\\n' " + program + " \"$*\" >>" + directory.resolve("calls") + "\n" + body
                        + "\n");
        try {
            Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    Path write(String name, String text) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    StubbedScript with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            Path calls = directory.resolve("calls");
            return new Result(exitCode, output, Files.exists(calls) ? Files.readAllLines(calls) : List.of());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The search path with the stubs in front. */
    String searchPath() {
        return directory.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin";
    }
}
