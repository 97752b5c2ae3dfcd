package dev.sluice.journal.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each target is doing: lines at the bottom of a terminal, and elsewhere a line from time to time. */
final class LiveLines {
    private static final int MOST = 8;

    /** Where nothing can be taken back, what takes longer is told, and again after as long. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ConsoleStyle style;
    private final Paint paint;
    private final Map<String, Activity> activities = new LinkedHashMap<>();

    private int drawn;

    /** @param told when a line about it was last told; at first when it began */
    private record Activity(String task, String text, Instant since, Instant told) {}

    LiveLines(ConsoleStyle style, Paint paint) {
        this.style = style;
        this.paint = paint;
    }

    void started(String target, String task, Instant now) {
        activities.put(target, new Activity(task, "", now, now));
    }

    void progress(String target, String task, String text, Instant now) {
        Activity before = activities.get(target);
        activities.put(
                target,
                before == null
                        ? new Activity(task, text, now, now)
                        : new Activity(task, text, before.since(), before.told()));
    }

    /** A line about a target that has been busy for long and of which nothing was told for long; else none. */
    List<String> told(String target, Instant now) {
        Activity activity = activities.get(target);
        if (activity == null || Duration.between(activity.told(), now).compareTo(LONG) < 0) {
            return List.of();
        }
        activities.put(target, new Activity(activity.task(), activity.text(), activity.since(), now));
        return List.of(line(target, activity, now));
    }

    void finished(String target) {
        activities.remove(target);
    }

    /** Nothing is under way any more. */
    void clear() {
        activities.clear();
    }

    /** Control characters that take away what was drawn last and put the cursor where it began. */
    String erase() {
        String codes = drawn == 0 ? "" : "\r\u001b[" + drawn + "A\u001b[J";
        drawn = 0;
        return codes;
    }

    /** The lines for what is under way now. */
    String draw(Instant now) {
        int most = Math.max(1, Math.min(MOST, style.height() / 3));
        StringBuilder text = new StringBuilder();
        List<Map.Entry<String, Activity>> shown = activities.entrySet().stream()
                .limit(activities.size() > most ? most - 1L : most)
                .toList();
        shown.forEach(entry ->
                text.append(line(entry.getKey(), entry.getValue(), now)).append('\n'));
        drawn = shown.size();
        if (activities.size() > shown.size()) {
            text.append(paint.dim("  ... and " + (activities.size() - shown.size()) + " more"))
                    .append('\n');
            drawn++;
        }
        return text.toString();
    }

    private String line(String target, Activity activity, Instant now) {
        String elapsed = Words.duration(Duration.ofSeconds(
                        Duration.between(activity.since(), now).toSeconds()))
                .replace(".0 s", " s");
        String what = activity.task() + (activity.text().isEmpty() ? "" : ": " + activity.text());
        int room = Math.max(10, style.width() - target.length() - elapsed.length() - 9);
        return "  " + paint.cyan(style.unicode() ? "▸" : ">") + " " + paint.bold(target) + "  "
                + Words.shorten(Words.line(what), room) + "  " + paint.dim(elapsed);
    }
}
