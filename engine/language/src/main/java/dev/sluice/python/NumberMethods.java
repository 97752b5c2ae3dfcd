package dev.sluice.python;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of numbers that Python has. */
final class NumberMethods {
    static final List<String> NAMES = List.of("bit_length", "is_integer", "conjugate");

    private NumberMethods() {}

    static @Nullable Object call(Object number, MethodArguments arguments) {
        arguments.expect(0, 0);
        return switch (arguments.method()) {
            case "bit_length" -> bitLength(number);
            case "is_integer" -> !Numbers.isFloat(number) || Numbers.real(number) == Math.rint(Numbers.real(number));
            case "conjugate" -> number;
            default -> throw new IllegalArgumentException(arguments.method());
        };
    }

    private static Object bitLength(Object number) {
        if (Numbers.isFloat(number)) {
            throw new OperationException("'float' object has no attribute 'bit_length'");
        }
        BigInteger magnitude = Numbers.integer(number).abs();
        return (long) magnitude.bitLength();
    }
}
