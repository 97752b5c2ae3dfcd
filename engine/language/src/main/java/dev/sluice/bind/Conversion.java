package dev.sluice.bind;

import dev.sluice.python.Text;
import dev.sluice.source.Diagnostics;
import dev.sluice.source.SourceFile;
import dev.sluice.source.Values;
import dev.sluice.source.YamlReader;
import dev.sluice.spi.ByteSize;
import dev.sluice.spi.Evaluated;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.value.Omitted;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts a value of the language into what a parameter's type asks for, as Ansible's argument specifications do
 * ({@code ansible.module_utils.common.validation}): numbers from texts, booleans from yes, no and the like, texts from
 * numbers, a list from a single value.
 */
final class Conversion {
    private static final Set<String> TRUE = Set.of("yes", "on", "1", "true", "y", "t");
    private static final Set<String> FALSE = Set.of("no", "off", "0", "false", "n", "f");
    /** Numbers from 512 to 777 written with octal digits are modes without their leading zero, never sensible bits. */
    private static final int FORGOTTEN_ZERO_FROM = 512;

    private static final int FORGOTTEN_ZERO_TO = 777;
    private static final int LARGEST_MODE = 07777;

    private final String parameter;
    private final ParameterType type;
    private final ParameterInfo.Reading reading;
    private final Consumer<String> secrets;

    private Conversion(String parameter, ParameterType type, ParameterInfo.Reading reading, Consumer<String> secrets) {
        this.parameter = parameter;
        this.type = type;
        this.reading = reading;
        this.secrets = secrets;
    }

    static Conversion of(ParameterInfo parameter, Consumer<String> secrets) {
        return new Conversion(parameter.name(), parameter.type(), parameter.reading(), secrets);
    }

    /**
     * Converts a value that is given (not null).
     *
     * @throws MismatchException if it does not fit
     * @throws UnknownAnswerException if the type has no room for something unknown
     */
    @Nullable
    Object convert(@Nullable Object value) {
        if (reading.secret()) {
            report(value);
        }
        return convert(type, value);
    }

    private @Nullable Object convert(ParameterType wanted, @Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw new MismatchException("", "'" + undefined.name() + "' is undefined", undefined.hint());
        }
        if (wanted instanceof ParameterType.Anything) {
            return value instanceof Evaluated evaluated ? clear(evaluated.value()) : clear(defined(value));
        }
        if (wanted instanceof ParameterType.Expression) {
            return value instanceof Evaluated evaluated
                    ? new Evaluated(evaluated.text(), clear(evaluated.value()))
                    : new Evaluated(text(clear(value)), clear(value));
        }
        if (value instanceof Unknown unknown) {
            throw new UnknownAnswerException(unknown.reason() + " (parameter '" + parameter + "')");
        }
        if (value instanceof Secret hidden) {
            report(hidden);
            return convert(wanted, hidden.value());
        }
        if (value == null && !(wanted instanceof ParameterType.ListOf)) {
            throw expected(wanted, "nothing");
        }
        return known(wanted, value);
    }

    private Object known(ParameterType wanted, @Nullable Object value) {
        if (wanted instanceof ParameterType.ListOf list) {
            return list(list, value);
        }
        Object given = java.util.Objects.requireNonNull(value);
        if (wanted instanceof ParameterType.MapOf map) {
            return map(map, given);
        }
        if (wanted instanceof ParameterType.Nested nested) {
            return nested(nested, given);
        }
        if (given instanceof List || given instanceof Map) {
            throw expected(wanted, kind(given));
        }
        if (wanted instanceof ParameterType.Truth) {
            return truth(given);
        }
        if (wanted instanceof ParameterType.Whole whole) {
            return whole(whole, given);
        }
        if (wanted instanceof ParameterType.Decimal) {
            return decimal(given);
        }
        if (wanted instanceof ParameterType.Mode) {
            return mode(given);
        }
        if (wanted instanceof ParameterType.Size) {
            return size(given);
        }
        return wanted instanceof ParameterType.Choice choice ? choice(choice, given) : line(text(given));
    }

    private static @Nullable Object defined(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(Conversion::defined);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(Conversion::defined);
        } else if (value instanceof Undefined undefined) {
            throw new MismatchException("", "'" + undefined.name() + "' is undefined", undefined.hint());
        }
        return value;
    }

    private static Boolean truth(Object value) {
        String word = value instanceof Double number && (number == 0 || number == 1)
                ? Integer.toString(number.intValue())
                : value.toString().strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new MismatchException("", "expected a boolean, got " + shown(value), "write true or false");
    }

    private static Object whole(ParameterType.Whole whole, Object value) {
        BigInteger number;
        try {
            if (value instanceof Double real && real == Math.rint(real) && !Double.isInfinite(real)) {
                number = new java.math.BigDecimal(real).toBigInteger();
            } else if (value instanceof Boolean || value instanceof Double) {
                throw new NumberFormatException();
            } else {
                number = new BigInteger(value.toString().strip());
            }
        } catch (NumberFormatException none) {
            throw new MismatchException("", "expected an integer, got " + shown(value), "");
        }
        if (number.bitLength() >= (whole.wide() ? Long.SIZE : Integer.SIZE)) {
            throw new MismatchException("", number + " is too large a number here", "");
        }
        return whole.wide() ? (Object) number.longValue() : (Object) number.intValue();
    }

    private static Double decimal(Object value) {
        try {
            if (!(value instanceof Boolean)) {
                return Double.valueOf(value.toString().strip());
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new MismatchException("", "expected a number, got " + shown(value), "");
    }

    private static FileMode mode(Object value) {
        if (value instanceof Long bits) {
            if (bits >= FORGOTTEN_ZERO_FROM
                    && bits <= FORGOTTEN_ZERO_TO
                    && bits.toString().matches("[0-7]+")) {
                throw new MismatchException(
                        "",
                        "the number " + bits + " is mode " + FileMode.format(bits.intValue())
                                + ", which is probably a mistake",
                        "write the variable as '0" + bits + "', in quotes");
            }
            if (bits < 0 || bits > LARGEST_MODE) {
                throw new MismatchException(
                        "", "the number " + bits + " is not a valid file mode", "write e.g. '0644'");
            }
            return new FileMode(FileMode.format(bits.intValue()));
        }
        return checked(() -> new FileMode(value.toString().strip()));
    }

    private static ByteSize size(Object value) {
        return checked(() -> value instanceof Long bytes ? new ByteSize(bytes) : ByteSize.parse(value.toString()));
    }

    private static <T> T checked(java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException unfit) {
            throw new MismatchException("", String.valueOf(unfit.getMessage()), "");
        }
    }

    private static Object choice(ParameterType.Choice choice, Object value) {
        String word = text(value);
        return choice.find(word)
                .orElseThrow(() -> new MismatchException(
                        "",
                        shown(value) + " is not among the choices: " + String.join(", ", choice.words()),
                        choice.didYouMean(word)));
    }

    private List<@Nullable Object> list(ParameterType.ListOf list, @Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>();
        if (value == null) {
            return items;
        }
        List<?> given = value instanceof List<?> many
                ? many
                : reading.split() && value instanceof String text ? commaSeparated(text) : List.of(value);
        int index = 0;
        for (Object item : given) {
            try {
                if (item != Omitted.OMITTED) {
                    items.add(convert(list.item(), item));
                }
            } catch (MismatchException unfit) {
                throw value instanceof List ? unfit.inside("[" + index + "]") : unfit;
            }
            index++;
        }
        return items;
    }

    private static List<String> commaSeparated(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private Map<String, @Nullable Object> map(ParameterType.MapOf map, Object value) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : mapping(map, value).entrySet()) {
            try {
                if (entry.getValue() != Omitted.OMITTED) {
                    entries.put(String.valueOf(entry.getKey()), entryValue(map, entry.getValue()));
                }
            } catch (MismatchException unfit) {
                throw unfit.inside("." + entry.getKey());
            }
        }
        return entries;
    }

    /** An empty entry of a mapping to texts, such as {@code VARIABLE:} in an environment, is an empty text. */
    private @Nullable Object entryValue(ParameterType.MapOf map, @Nullable Object value) {
        return value == null && map.value() instanceof ParameterType.Text ? "" : convert(map.value(), value);
    }

    /** A mapping may also be written as JSON or as {@code a=1, b=2}, as in Ansible. */
    private static Map<?, ?> mapping(ParameterType wanted, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value instanceof String text && text.strip().startsWith("{")) {
            Diagnostics diagnostics = new Diagnostics();
            Object read = YamlReader.document(new SourceFile("value", text), diagnostics)
                    .map(Values::of)
                    .orElse(null);
            if (!diagnostics.hasErrors() && read instanceof Map<?, ?> map) {
                return map;
            }
        }
        if (value instanceof String text && text.contains("=")) {
            return KeyValues.parse(text).values();
        }
        throw expected(wanted, value instanceof String ? "a text" : kind(value));
    }

    private Object nested(ParameterType.Nested nested, Object value) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        mapping(nested, value).forEach((key, each) -> given.put(String.valueOf(key), each));
        try {
            return Binder.bind(nested.model(), given, secrets);
        } catch (BindingException unfit) {
            BindingException.Problem first = unfit.problems().get(0);
            String path = first.parameter().isEmpty() ? "" : "." + first.parameter();
            throw new MismatchException(path, first.message(), first.hint());
        }
    }

    /** As Python's {@code str()}, which is what Ansible's modules see. */
    static String text(@Nullable Object value) {
        return value instanceof Boolean || value instanceof Double ? Text.of(value) : String.valueOf(value);
    }

    /** A text of a parameter that becomes part of a line has no line breaks. */
    private String line(String text) {
        boolean breaks = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
        if (reading.line() && breaks) {
            throw new MismatchException(
                    "",
                    "it must be one line, and has a line break or a NUL character in it",
                    "what comes from a file or a command may need the filter trim");
        }
        return text;
    }

    /** Announces every text in a value as one that must not be shown. */
    private void report(@Nullable Object value) {
        if (value instanceof Secret hidden) {
            hidden.texts().forEach(secrets);
        } else if (value instanceof List<?> list) {
            list.forEach(this::report);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::report);
        } else if (value instanceof String || value instanceof Number) {
            secrets.accept(text(value));
        }
    }

    /** A value of any type in the clear, however deep its secrets are; all of them are announced first. */
    private @Nullable Object clear(@Nullable Object value) {
        return Secret.reveal(value, this::report);
    }

    private static MismatchException expected(ParameterType wanted, String came) {
        String what = wanted.describe();
        boolean vowel = "aeio".indexOf(what.charAt(0)) >= 0 && !what.startsWith("one ");
        String article = what.startsWith("one of") ? "" : vowel ? "an " : "a ";
        return new MismatchException("", "expected " + article + what + ", got " + came, "");
    }

    static String kind(@Nullable Object value) {
        return value instanceof List ? "a list" : value instanceof Map ? "a mapping" : shown(value);
    }

    private static String shown(@Nullable Object value) {
        return "'" + text(value) + "'";
    }
}
