package dev.sluice.template.filter;

import dev.sluice.python.Members;
import dev.sluice.python.OperationException;
import dev.sluice.python.Text;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import org.jspecify.annotations.Nullable;

/** How undefined, unknown and secret values spread. */
public final class Spread {
    /**
     * What an inline if without an else gives when its condition is false. Unlike other undefined values it may be
     * printed, as nothing, and counts as false, which is what Jinja2 does.
     */
    public static final Undefined NOTHING =
            new Undefined("the inline if", "its condition is false and it has no 'else'");

    private Spread() {}

    /** The value under a key: of something unknown it is unknown, of a secret secret, of something undefined undefined. */
    public static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Undefined undefined) {
            return new Undefined(undefined.name() + "." + Text.of(key), undefined.hint());
        } else if (value instanceof Unknown || key instanceof Unknown) {
            return value instanceof Unknown ? value : key;
        } else if (value instanceof Secret secret) {
            return hidden(item(secret.value(), key));
        } else if (key instanceof Secret secret) {
            return hidden(item(value, secret.value()));
        }
        return Members.item(value, key);
    }

    /** The attribute of a value, as {@link #item}. */
    public static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof Undefined || value instanceof Unknown || value instanceof Secret) {
            return item(value, name);
        }
        return Members.attribute(value, name);
    }

    /** The value as a secret, unless there is nothing to hide: none, undefined and unknown stay what they are. */
    public static @Nullable Object hidden(@Nullable Object value) {
        return value == null || value instanceof Undefined || value instanceof Unknown ? value : Secret.of(value);
    }

    /** As {@link #hidden}, and of a text with secret parts all of it is a secret. */
    public static @Nullable Object whole(@Nullable Object value) {
        return hidden(value instanceof Secret secret ? secret.value() : value);
    }

    /** The error of using an undefined value. */
    public static OperationException undefined(Undefined undefined) {
        String hint = undefined.hint().isEmpty() ? "define it, or give a default: '| default(...)'" : undefined.hint();
        return new OperationException("'" + undefined.name() + "' is undefined", hint);
    }
}
