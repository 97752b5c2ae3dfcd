package dev.sluice.modules.system.schedule;

import dev.sluice.spi.TaskFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a crontab(5) that say when: cron ignores a job, and a whole file of cron.d, for one that it cannot read. */
final class CronTimes {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private CronTimes() {}

    /**
     * Requires that a field has no number that cron refuses.
     *
     * @param name the parameter
     * @param field as it is in the table: numbers, ranges, steps and names
     * @throws TaskFailure if it has
     */
    static void require(String name, String field, int least, int most) {
        for (String part : field.split(",", -1)) {
            String range = part.contains("/") ? part.substring(0, part.indexOf('/')) : part;
            Matcher numbers = NUMBER.matcher(range);
            while (numbers.find()) {
                String number = numbers.group();
                if (number.length() > 4 || Integer.parseInt(number) < least || Integer.parseInt(number) > most) {
                    throw new TaskFailure(
                            name + ": " + number + " is not between " + least + " and " + most
                                    + ", so cron would never run the job",
                            "see crontab(5) for what a field may be");
                }
            }
        }
    }
}
