package dev.sluice.inventory;

import dev.sluice.source.Span;
import dev.sluice.source.Tagged;
import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a file are that is encrypted as a whole: secrets, whatever their type. A template is evaluated as any
 * other and gives a secret; a template that only names another variable gives what that variable is.
 */
final class VaultedValues {
    /** How a host is reached, of a few words that everybody knows: hiding them would hide them everywhere. */
    private static final Set<String> NOT_SECRET = Set.of(
            "ansible_connection",
            "ansible_become_method",
            "ansible_shell_type",
            "ansible_python_interpreter",
            InventoryBuilder.PRIORITY);

    private static final Pattern REFERENCE = Pattern.compile("\\s*\\{\\{\\s*[A-Za-z_][\\w.]*\\s*}}\\s*");

    private VaultedValues() {}

    /**
     * The value of a variable.
     *
     * @param name the variable's
     * @param place where the file's templates are said to be
     * @param announce is told every secret
     */
    static @Nullable Object of(String name, @Nullable Object value, Span place, Consumer<Secret> announce) {
        return NOT_SECRET.contains(name) ? value : of(value, place, announce);
    }

    private static @Nullable Object of(@Nullable Object value, Span place, Consumer<Secret> announce) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(of(item, place, announce)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(String.valueOf(key), of(each, place, announce)));
            return entries;
        }
        if (value == null
                || value.equals("")
                || value instanceof Tagged tagged && tagged.tag().equals("!vault")) {
            return value;
        }
        if (value instanceof String text && isTemplate(text)) {
            return template(text, place, announce);
        }
        Secret secret = new Secret(value instanceof Tagged verbatim ? verbatim.text() : value);
        announce.accept(secret);
        return secret;
    }

    private static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    private static Object template(String text, Span place, Consumer<Secret> announce) {
        if (REFERENCE.matcher(text).matches()) {
            return text;
        }
        announce.accept(new Secret(text));
        return new Tagged(Tagged.SECRET_TEMPLATE, text, place);
    }
}
