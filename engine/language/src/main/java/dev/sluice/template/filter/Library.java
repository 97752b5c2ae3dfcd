package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.Parts;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All filters, or all tests, by name. An extension is asked only for names that are not built in. */
public final class Library {
    private static final List<String> COLLECTIONS =
            List.of("ansible.builtin.", "ansible.legacy.", "ansible.utils.", "ansible.netcommon.");

    private final String kind;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Supplier<? extends Extension> extension;

    private Library(String kind, Supplier<? extends Extension> extension, List<Family> families) {
        this.kind = kind;
        this.extension = extension;
        for (Family family : families) {
            for (Signature signature : family.signatures()) {
                entries.put(signature.name(), new Entry(signature, family));
            }
        }
    }

    private record Entry(Signature signature, Family family) {
        @Nullable
        Object apply(
                FilterContext context, @Nullable Object value, List<Object> positional, Map<String, Object> named) {
            Call call = new Call(signature, context, value, positional, named);
            Object result = family.apply(call);
            return call.secret() ? Spread.hidden(result) : result;
        }
    }

    /** The built-in filters and those of an extension, which is got when it is first needed. */
    public static Library filters(Supplier<? extends Extension> extension) {
        return new Library(
                "filter",
                extension,
                List.of(
                        new DefaultFilters(),
                        new ItemFilters(),
                        new SelectionFilters(),
                        new OrderFilters(),
                        new SetFilters(),
                        new CombinationFilters(),
                        new MappingFilters(),
                        new TextFilters(),
                        new RegexFilters(),
                        new CommentFilter(),
                        new MarkupFilters(),
                        new EncodingFilters(),
                        new DataFilters(),
                        new NumberFilters(),
                        new SizeFilters(),
                        new TimeFilters(),
                        new RandomFilters(),
                        new PathFilters(),
                        new NetworkFilters()));
    }

    /** The built-in tests and those of an extension, which is got when it is first needed. */
    public static Library tests(Supplier<? extends Extension> extension) {
        return new Library(
                "test",
                extension,
                List.of(new ValueTests(), new ComparisonTests(), new ResultTests(), new RegexTests(), new FileTests()));
    }

    /** The short names of the built-in ones. */
    public Set<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    /** All names, also those of the extension. */
    public Set<String> allNames() {
        Set<String> all = names();
        all.addAll(extension.get().names());
        return all;
    }

    /** Whether there is one of this name, short or with its collection. */
    public boolean exists(String name) {
        return entries.containsKey(shortName(name)) || extension.get().names().contains(name);
    }

    private static String shortName(String name) {
        for (String collection : COLLECTIONS) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }

    /**
     * Fails if it cannot be called so.
     *
     * @param positional how many arguments have no name
     * @param open whether more arguments may come from a list or mapping that is not known yet
     */
    public void check(String name, int positional, Set<String> named, boolean open) {
        entry(name).signature().check(positional, named, open);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(shortName(name));
        if (entry != null) {
            return entry;
        } else if (extension.get().names().contains(name)) {
            return new Entry(extendedSignature(name), new Extended(extension.get()));
        }
        throw new OperationException("unknown " + kind + " '" + name + "'");
    }

    private Signature extendedSignature(String name) {
        return new Signature(name, List.of(), 0, "arguments", extension.get().takesNames(), Handling.WHOLE);
    }

    /** What an extension has, as a family of the library. */
    private record Extended(Extension extension) implements Family {
        @Override
        public List<Signature> signatures() {
            return List.of();
        }

        @Override
        public @Nullable Object apply(Call call) {
            return extension.apply(call.name(), call.value(), call.positional(), call.named());
        }
    }

    /** Applies a filter, or a test, whose result is then a Boolean or an Unknown. */
    public @Nullable Object apply(
            String name,
            FilterContext context,
            @Nullable Object value,
            List<Object> positional,
            Map<String, Object> named) {
        Entry entry = entry(name);
        entry.signature().check(positional.size(), named.keySet(), false);
        try {
            return switch (entry.signature().handling()) {
                case RAW -> entry.apply(context, value, positional, named);
                case PARTS -> applyToParts(entry, context, value, positional, named);
                case WHOLE -> applyToWhole(entry, context, value, positional, named);
            };
        } catch (UnknownPart unknown) {
            return unknown.unknown();
        }
    }

    private @Nullable Object applyToParts(
            Entry entry,
            FilterContext context,
            @Nullable Object value,
            List<Object> positional,
            Map<String, Object> named) {
        Surface surface = new Surface();
        Object plainValue = surface.of(value);
        List<Object> plainPositional = surface.ofAll(positional);
        Map<String, Object> plainNamed = surface.ofAll(named);
        Object result = entry.apply(context, plainValue, plainPositional, plainNamed);
        return surface.secret ? hide(result) : result;
    }

    private @Nullable Object applyToWhole(
            Entry entry,
            FilterContext context,
            @Nullable Object value,
            List<Object> positional,
            Map<String, Object> named) {
        Parts parts = Parts.of(value).and(Parts.of(positional)).and(Parts.of(named));
        Undefined undefined = parts.undefined();
        if (parts.unknown() != null) {
            return parts.unknown();
        } else if (undefined != null) {
            throw Spread.undefined(undefined);
        } else if (!parts.secret()) {
            return entry.apply(context, value, positional, named);
        }
        return hide(entry.apply(context, Parts.revealed(value), revealed(positional), revealed(named)));
    }

    /** A test's answer decides and is not hidden. */
    private @Nullable Object hide(@Nullable Object result) {
        return kind.equals("test") ? result : Spread.hidden(result);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what is revealed keeps its shape
    private static <T> T revealed(T arguments) {
        return (T) Parts.revealed(arguments);
    }

    /** Takes the secrets and refuses the unknown and undefined ones among the values themselves, not their parts. */
    private static final class Surface {
        private boolean secret;

        @Nullable
        Object of(@Nullable Object value) {
            if (value instanceof Unknown unknown) {
                throw new UnknownPart(unknown);
            } else if (value instanceof Undefined undefined) {
                throw Spread.undefined(undefined);
            } else if (value instanceof Secret hidden) {
                secret = true;
                return hidden.value();
            }
            return value;
        }

        @SuppressWarnings("NullAway") // null is a value of the language
        List<Object> ofAll(List<Object> values) {
            List<Object> plain = new ArrayList<>();
            values.forEach(value -> plain.add(of(value)));
            return plain;
        }

        @SuppressWarnings("NullAway") // null is a value of the language
        Map<String, Object> ofAll(Map<String, Object> values) {
            Map<String, Object> plain = new LinkedHashMap<>();
            values.forEach((name, value) -> plain.put(name, of(value)));
            return plain;
        }
    }
}
