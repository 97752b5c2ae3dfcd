package dev.sluice.template.filter;

import dev.sluice.python.NumberText;
import dev.sluice.python.Numbers;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.python.TimeFormat;
import dev.sluice.python.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters on dates and times. */
final class TimeFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(Handling.WHOLE, "strftime(second?, utc?)", "to_datetime(format?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "strftime" -> format(call);
            case "to_datetime" -> TimeFormat.parse(call.text(), call.text("format", "%Y-%m-%d %H:%M:%S"));
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static String format(Call call) {
        call.context().environment().files().looks().note();
        Clock clock = call.context().environment().clock();
        Object second = call.get("second");
        Instant instant = second == null ? clock.instant() : instant(second);
        ZoneId zone = call.flag("utc", false) ? ZoneOffset.UTC : clock.getZone();
        return TimeFormat.format(call.text(), instant.atZone(zone));
    }

    private static Instant instant(Object second) {
        Double real = Types.isNumeric(second) ? (Double) Numbers.real(second) : NumberText.real(Text.of(second));
        if (real == null || real.isNaN() || Math.abs(real) > 1e14) {
            throw new OperationException("Invalid value for epoch value (" + Text.of(second) + ")");
        }
        BigDecimal exact = BigDecimal.valueOf(real);
        BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(), exact.subtract(whole).movePointRight(9).longValue());
    }
}
