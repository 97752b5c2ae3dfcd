package dev.sluice.connection;

import dev.sluice.spi.Fact;
import dev.sluice.spi.connection.Session.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions of one request, and what came back for each. */
final class FactRequest {
    private final List<Inquiry> inquiries;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param limit how long one question may take
     */
    FactRequest(List<Inquiry> inquiries, Duration limit) {
        this.inquiries = List.copyOf(inquiries);
        this.inquiries.forEach(each -> parts.add(Part.question(limit)));
    }

    List<Part> parts() {
        return parts;
    }

    /**
     * The commands that ask.
     *
     * @param first how many parts of the request come before
     */
    String script(int first) {
        StringBuilder script = new StringBuilder();
        for (int index = 0; index < inquiries.size(); index++) {
            script.append(ShellProgram.question(
                    first + index, inquiries.get(index).script().text()));
        }
        return script.toString();
    }

    /**
     * The answers.
     *
     * @param ended how many of the parts have ended
     */
    Map<Fact<?>, Reading> understand(int ended) {
        Map<Fact<?>, Reading> readings = new LinkedHashMap<>();
        for (int index = 0; index < ended; index++) {
            readings.putAll(inquiries.get(index).understand(parts.get(index).result(0)));
        }
        return readings;
    }
}
