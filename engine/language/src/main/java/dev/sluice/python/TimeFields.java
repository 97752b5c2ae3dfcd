package dev.sluice.python;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Puts together what was read of a date and time; what is missing is the beginning of 1900, as in Python. */
final class TimeFields {
    private static final int FIRST_YEAR = 1900;

    private TimeFields() {}

    static Moment moment(TemporalAccessor fields, boolean zone) {
        LocalDate date = fields.query(TemporalQueries.localDate());
        LocalTime time = fields.query(TemporalQueries.localTime());
        LocalDateTime moment =
                LocalDateTime.of(date != null ? date : partialDate(fields), time != null ? time : partialTime(fields));
        if (zone) {
            return new Moment(moment.atZone(ZoneOffset.from(fields)), true);
        }
        return Moment.local(moment);
    }

    private static LocalDate partialDate(TemporalAccessor fields) {
        return LocalDate.of(
                (int) get(fields, ChronoField.YEAR, FIRST_YEAR), (int) get(fields, ChronoField.MONTH_OF_YEAR, 1), (int)
                        get(fields, ChronoField.DAY_OF_MONTH, 1));
    }

    private static LocalTime partialTime(TemporalAccessor fields) {
        return LocalTime.of(
                (int) get(fields, ChronoField.HOUR_OF_DAY, 0),
                (int) get(fields, ChronoField.MINUTE_OF_HOUR, 0),
                (int) get(fields, ChronoField.SECOND_OF_MINUTE, 0),
                (int) get(fields, ChronoField.NANO_OF_SECOND, 0));
    }

    private static long get(TemporalAccessor fields, ChronoField field, long otherwise) {
        return fields.isSupported(field) ? fields.getLong(field) : otherwise;
    }
}
