package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What happened when a playbook was run, one line a task and host, hosts in alphabetical order: {@code a: ok debug = text}.
 * Only {@code debug} tells its values. Tasks that only steer the run are told if they fail.
 */
final class PlaybookOutcome {
    private static final Set<String> STEERING = Set.of(
            "include_tasks", "include_role", "include_vars", "meta", "setup", "gather_facts", "add_host", "group_by");

    private final Map<String, List<String>> lines = new TreeMap<>();

    private PlaybookOutcome() {}

    /** From the events of {@code sluice apply --output jsonl}. */
    static String ofSluice(Iterable<JsonNode> events, int exitCode) {
        PlaybookOutcome outcome = new PlaybookOutcome();
        for (JsonNode event : events) {
            JsonNode data = event.path("data");
            String status = data.path("report").path("status").asText().toLowerCase(Locale.ROOT);
            if (event.path("event").asText().equals("TaskFinished") && !status.equals("cancelled")) {
                outcome.add(
                        data.path("target").asText(),
                        data.path("task").path("name").asText(),
                        data.path("task").path("module").asText(),
                        Set.of("ignored", "rescued").contains(status) ? "failed" : status,
                        data.path("report").path("values").path("registered"));
            }
        }
        return outcome.text(exitCode);
    }

    /** From {@code ansible-playbook} with the {@code json} callback. */
    static String ofAnsible(JsonNode run, int exitCode) {
        PlaybookOutcome outcome = new PlaybookOutcome();
        for (JsonNode play : run.path("plays")) {
            for (JsonNode task : play.path("tasks")) {
                task.path("hosts")
                        .fields()
                        .forEachRemaining(each -> outcome.add(
                                each.getKey(),
                                task.path("task").path("name").asText(),
                                each.getValue().path("action").asText(),
                                status(each.getValue()),
                                each.getValue()));
            }
        }
        return outcome.text(exitCode);
    }

    private static String status(JsonNode result) {
        for (String status : List.of("unreachable", "failed", "skipped", "changed")) {
            if (result.path(status).asBoolean()) {
                return status;
            }
        }
        return "ok";
    }

    private void add(String host, String name, String module, String status, JsonNode values) {
        String action = module.substring(module.lastIndexOf('.') + 1);
        if (STEERING.contains(action) && !status.equals("failed")) {
            return;
        }
        List<String> told = lines.computeIfAbsent(host, key -> new ArrayList<>());
        String title = name.substring(name.lastIndexOf(" : ") < 0 ? 0 : name.lastIndexOf(" : ") + 3);
        if (action.equals("debug") && values.path("results").size() > 0) {
            for (JsonNode item : values.path("results")) {
                told.add(status(item) + " " + title + " item" + value(status(item), item));
            }
        } else {
            told.add(status + " " + title + (action.equals("debug") ? value(status, values) : ""));
        }
    }

    private static String value(String status, JsonNode values) {
        if (!Set.of("ok", "changed").contains(status)) {
            return "";
        }
        JsonNode message = values.path("msg");
        return " = " + (message.isValueNode() ? message.asText() : message.toString());
    }

    private String text(int exitCode) {
        StringBuilder text = new StringBuilder();
        lines.forEach((host, told) ->
                told.forEach(line -> text.append(host).append(": ").append(line).append('\n')));
        return text.append(exitCode == 0 ? "succeeded\n" : "failed\n").toString();
    }
}
