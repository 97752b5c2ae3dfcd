package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Undefined;
import dev.sluice.spi.value.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that apply something to each item, or keep the items that pass a test. */
final class SelectionFilters implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.PARTS,
                "map(*arguments, **options)",
                "select(*arguments, **options)",
                "reject(*arguments, **options)",
                "selectattr(*arguments, **options)",
                "rejectattr(*arguments, **options)",
                "attr(name)",
                "extract(container, morekeys?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "map" -> map(call);
            case "select", "reject" -> select(call, false);
            case "selectattr", "rejectattr" -> select(call, true);
            case "attr" -> Spread.attribute(call.value(), call.text("name"));
            case "extract" -> extract(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static List<Object> map(Call call) {
        OwnList out = new OwnList();
        List<Object> arguments = call.positional();
        if (arguments.isEmpty()) {
            AttributePath path = AttributePath.of(attribute(call));
            Object otherwise = call.named().get("default");
            call.items().forEach(item -> out.add(path.of(item, otherwise)));
            return out;
        }
        String filter = Text.of(arguments.get(0));
        List<Object> rest = arguments.subList(1, arguments.size());
        call.items().forEach(item -> out.add(call.context().filter(filter, item, rest, call.named())));
        return out;
    }

    private static Object attribute(Call call) {
        Map<String, Object> others = new HashMap<>(call.named());
        Object attribute = others.remove("attribute");
        others.remove("default");
        if (attribute == null || !others.isEmpty()) {
            throw new OperationException(
                    "'map' needs the name of a filter or an attribute",
                    "map('upper'), or map(attribute='name', default=...)");
        }
        return attribute;
    }

    private static List<Object> select(Call call, boolean byAttribute) {
        List<Object> arguments = call.positional();
        if (byAttribute && arguments.isEmpty()) {
            throw new OperationException("'" + call.name() + "' needs the name of an attribute");
        }
        AttributePath path = AttributePath.of(byAttribute ? arguments.get(0) : null);
        List<Object> test = arguments.subList(byAttribute ? 1 : 0, arguments.size());
        boolean wanted = call.name().startsWith("select");
        OwnList out = new OwnList();
        for (Object item : call.items()) {
            if (passes(call, path.from(item), test) == wanted) {
                out.add(item);
            }
        }
        return out;
    }

    private static boolean passes(Call call, @Nullable Object value, List<Object> test) {
        if (test.isEmpty()) {
            Object plain = value instanceof Secret secret ? secret.value() : value;
            if (plain instanceof Unknown unknown) {
                throw new UnknownPart(unknown);
            }
            if (plain instanceof Undefined undefined) {
                throw Spread.undefined(undefined);
            }
            return Types.truth(plain);
        }
        Object answer = call.context().test(Text.of(test.get(0)), value, test.subList(1, test.size()), call.named());
        if (answer instanceof Unknown unknown) {
            throw new UnknownPart(unknown);
        }
        return Types.truth(answer);
    }

    private static @Nullable Object extract(Call call) {
        Object part = Spread.item(call.get("container"), call.value());
        Object more = call.get("morekeys");
        for (Object key : more == null ? List.of() : more instanceof List<?> keys ? keys : List.of(more)) {
            part = Spread.item(part, key);
        }
        return part;
    }
}
