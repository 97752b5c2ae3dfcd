package dev.sluice.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Arithmetic as Python has it: integers of any size, true division, and a remainder with the divisor's sign. */
public final class Numbers {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The value as an integer of any size; booleans are 0 and 1, a float loses its fraction. */
    public static BigInteger integer(Object number) {
        if (number instanceof BigInteger big) {
            return big;
        } else if (number instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        } else if (isFloat(number)) {
            double value = ((Number) number).doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new OperationException("cannot convert float " + FloatText.of(value) + " to integer");
            }
            return new BigDecimal(value).toBigInteger();
        }
        return BigInteger.valueOf(((Number) number).longValue());
    }

    /** The value as a float; booleans are 0 and 1. */
    public static double real(Object number) {
        return number instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) number).doubleValue();
    }

    /** The integer in the language's form: a {@code Long} wherever it fits. */
    public static Object narrow(BigInteger value) {
        return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0 ? (Object) value.longValue() : value;
    }

    static boolean isFloat(@Nullable Object value) {
        return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
    }

    /** The sum of two numbers. */
    public static Object add(Object left, Object right) {
        if (isFloat(left) || isFloat(right)) {
            return real(left) + real(right);
        }
        return narrow(integer(left).add(integer(right)));
    }

    static Object subtract(Object left, Object right) {
        if (isFloat(left) || isFloat(right)) {
            return real(left) - real(right);
        }
        return narrow(integer(left).subtract(integer(right)));
    }

    /** The product of two numbers. */
    public static Object multiply(Object left, Object right) {
        if (isFloat(left) || isFloat(right)) {
            return real(left) * real(right);
        }
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        checkBits((long) a.bitLength() + b.bitLength());
        return narrow(a.multiply(b));
    }

    static Object divide(Object left, Object right) {
        requireNonZero(right);
        if (isFloat(left) || isFloat(right)) {
            return real(left) / real(right);
        }
        return new BigDecimal(integer(left))
                .divide(new BigDecimal(integer(right)), MathContext.DECIMAL128)
                .doubleValue();
    }

    static Object floorDivide(Object left, Object right) {
        requireNonZero(right);
        if (isFloat(left) || isFloat(right)) {
            return Math.floor(real(left) / real(right));
        }
        BigInteger[] parts = integer(left).divideAndRemainder(integer(right));
        boolean below =
                parts[1].signum() != 0 && parts[1].signum() != integer(right).signum();
        return narrow(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    static Object remainder(Object left, Object right) {
        requireNonZero(right);
        if (isFloat(left) || isFloat(right)) {
            double divisor = real(right);
            double rest = real(left) % divisor;
            return rest != 0 && Math.signum(rest) != Math.signum(divisor) ? rest + divisor : rest;
        }
        BigInteger divisor = integer(right);
        BigInteger rest = integer(left).remainder(divisor);
        return narrow(rest.signum() != 0 && rest.signum() != divisor.signum() ? rest.add(divisor) : rest);
    }

    /** The left number to the power of the right one. */
    public static Object power(Object left, Object right) {
        if (isFloat(left) || isFloat(right) || integer(right).signum() < 0) {
            if (real(left) == 0 && real(right) < 0) {
                throw new OperationException("0.0 cannot be raised to a negative power");
            }
            double result = Math.pow(real(left), real(right));
            if (Double.isNaN(result) && !Double.isNaN(real(left)) && !Double.isNaN(real(right))) {
                throw new OperationException("a negative number has no real fractional power");
            }
            return result;
        }
        BigInteger base = integer(left);
        BigInteger exponent = integer(right);
        if (base.abs().bitLength() <= 1) {
            return narrow(base.signum() < 0 && !exponent.testBit(0) ? BigInteger.ONE : zeroOrBase(base, exponent));
        }
        if (exponent.bitLength() > 31) {
            checkBits(Long.MAX_VALUE);
        }
        checkBits(base.abs().bitLength() * exponent.longValue());
        return narrow(base.pow(exponent.intValue()));
    }

    private static BigInteger zeroOrBase(BigInteger base, BigInteger exponent) {
        return exponent.signum() == 0 ? BigInteger.ONE : base;
    }

    /** The number with the other sign. */
    public static Object negate(Object number) {
        return isFloat(number)
                ? (Object) (-real(number))
                : narrow(integer(number).negate());
    }

    static int compare(Object left, Object right) {
        if (!isFloat(left) && !isFloat(right)) {
            return integer(left).compareTo(integer(right));
        }
        double a = real(left);
        double b = real(right);
        boolean finite = !Double.isNaN(a) && !Double.isInfinite(a) && !Double.isNaN(b) && !Double.isInfinite(b);
        return finite ? exact(left).compareTo(exact(right)) : Double.compare(a, b);
    }

    /** The number's exact decimal value; it must be finite. */
    static BigDecimal exact(Object number) {
        return isFloat(number) ? new BigDecimal(real(number)) : new BigDecimal(integer(number));
    }

    private static void requireNonZero(Object divisor) {
        if (!Types.truth(divisor)) {
            throw new OperationException("division by zero");
        }
    }

    private static void checkBits(long bits) {
        if (bits > Limits.INTEGER_BITS) {
            throw new OperationException("the integer would have more than " + Limits.INTEGER_BITS + " bits");
        }
    }
}
