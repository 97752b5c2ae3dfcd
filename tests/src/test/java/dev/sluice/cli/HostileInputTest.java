package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged runbooks, inventories, templates, variables and facts files: each comes to a result or to errors with their places,
 * in time. {@code tests/fuzz/run} goes on for longer than a build has time for.
 */
class HostileInputTest {
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 300);
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("fuzz.minutes", 5));
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final int MOST_KINDS = 25;
    private static final int MOST_TEXT = 200_000;
    private static final List<String> FORMATS = List.of("text", "text", "text", "markdown", "json", "jsonl");

    /** What an error says, and its place if it has one. */
    private static final Pattern ERROR = Pattern.compile("(?m)^error: (.*)\\n((?: +--> .+\\n)?)");

    private static final Pattern DEFECT = Pattern.compile("\\n\\tat |bug in |\\w+(Exception|Error)\\b");

    @TempDir
    Path directory;

    /** What came of one input. */
    private record Result(int code, String out, String errors) {
        /** The beginning of what was said, which is enough to judge it. */
        String text() {
            String all = errors + "\n" + out;
            int end = all.length() <= MOST_TEXT ? all.length() : all.lastIndexOf("\nerror: ", MOST_TEXT);
            return end < 0 ? all.substring(0, MOST_TEXT) : all.substring(0, end);
        }
    }

    @Test
    void everyDamagedInputComesToAResultOrToErrorsWithTheirPlaces() throws Exception {
        List<Sample> samples = Sample.all();
        Map<String, String> wrong = new LinkedHashMap<>();
        Instant end = Instant.now().plus(TIME);
        long seed = SEED;
        for (; seed < SEED + INPUTS && Instant.now().isBefore(end) && wrong.size() < MOST_KINDS; seed++) {
            judge(seed, samples, wrong);
        }
        System.out.println((seed - SEED) + " inputs, from seed " + SEED);

        assertThat(wrong.values()).as((seed - SEED) + " inputs").isEmpty();
    }

    private void judge(long seed, List<Sample> samples, Map<String, String> wrong) throws IOException {
        Random random = new Random(seed);
        Sample sample = samples.get(random.nextInt(samples.size()));
        List<String> paths = new ArrayList<>(sample.files().keySet());
        String path = paths.get(random.nextInt(paths.size()));
        String format = FORMATS.get(random.nextInt(FORMATS.size()));
        Sample damaged =
                sample.with(path, new Mutation(random).of(sample.files().getOrDefault(path, "")));
        String about = "seed " + seed + ": " + sample.name() + "/" + path + " -o " + format + ": ";
        Path inputs = Files.createDirectory(directory.resolve("s" + seed));
        damaged.write(inputs);
        Map<Thread, StackTraceElement[]> stacks = new LinkedHashMap<>();
        Instant began = Instant.now();
        try {
            Result result = run(inputs, damaged, format, stacks);
            fault(result, format).ifPresent(kind -> wrong.putIfAbsent(kind, about + kind));
        } catch (TimeoutException slow) {
            wrong.putIfAbsent(place(stacks), about + "took longer than " + MOST + place(stacks));
        } catch (ExecutionException failed) {
            String kind = failed.getCause()
                    + Stream.of(failed.getCause().getStackTrace())
                            .limit(8)
                            .map(frame -> "\n  " + frame)
                            .collect(Collectors.joining());
            wrong.putIfAbsent(kind, about + kind);
        }
        if (Duration.between(began, Instant.now()).compareTo(MOST.dividedBy(3)) > 0) {
            System.out.println(about + Duration.between(began, Instant.now()));
        }
        remove(inputs);
    }

    private static java.util.Optional<String> fault(Result result, String format) {
        Matcher defect = DEFECT.matcher(result.text());
        if (result.code() < 0 || result.code() > 4) {
            return java.util.Optional.of("exit code " + result.code());
        }
        if (defect.find() && !result.errors().isEmpty()) {
            return java.util.Optional.of(around(result.text(), defect.start()));
        }
        Matcher error = ERROR.matcher(result.text());
        while (error.find()) {
            if (error.group(2).isEmpty()) {
                return java.util.Optional.of("an error without a place: " + error.group(1));
            }
        }
        boolean silent = result.code() != 0 && result.text().isBlank();
        return silent
                ? java.util.Optional.of("exit code " + result.code() + " without a word")
                : java.util.Optional.empty();
    }

    private static String around(String text, int position) {
        return text.substring(Math.max(0, position - 300), Math.min(text.length(), position + 500));
    }

    private static String place(Map<Thread, StackTraceElement[]> stacks) {
        StringBuilder places = new StringBuilder();
        stacks.forEach((thread, stack) -> Stream.of(stack)
                .filter(frame -> frame.getClassName().startsWith("dev.sluice"))
                .limit(4)
                .forEach(frame -> places.append("\n  ").append(frame)));
        return places.toString();
    }

    private static Result run(Path inputs, Sample sample, String format, Map<Thread, StackTraceElement[]> stacks)
            throws TimeoutException, ExecutionException {
        List<String> arguments = new ArrayList<>(List.of("check", "-o", format));
        for (String argument : sample.arguments()) {
            String prefix = argument.startsWith("@") ? "@" : "";
            Path file = inputs.resolve(argument.substring(prefix.length()));
            boolean own = !argument.isEmpty() && Files.exists(file);
            arguments.add(own ? prefix + file : argument);
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        FutureTask<Integer> command = new FutureTask<>(() -> Main.run(arguments.toArray(String[]::new)));
        Thread thread = new Thread(null, command, "sluice", 8 << 20);
        thread.setDaemon(true);
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            thread.start();
            int code = command.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
            return new Result(code, printed.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        } catch (TimeoutException slow) {
            stacks.putAll(Thread.getAllStackTraces());
            stacks.remove(Thread.currentThread());
            throw slow;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void remove(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
