package dev.sluice.template.jinjava;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import dev.sluice.python.OperationException;
import dev.sluice.template.filter.Extension;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The filters and tests that other jars bring through Jinjava's public interfaces, found by ServiceLoader. Jinjava's registries
 * hold them beside its own, which are not offered.
 */
public final class JinjavaExtensions {
    private final Jinjava jinjava = new Jinjava();
    private final Set<String> filters;
    private final Set<String> tests;

    /** Those that the class loaders of jars find. */
    public JinjavaExtensions(List<ClassLoader> jars) {
        Map<String, Filter> foundFilters = found(Filter.class, jars);
        Map<String, ExpTest> foundTests = found(ExpTest.class, jars);
        foundFilters.values().forEach(jinjava::registerFilter);
        foundTests.values().forEach(jinjava::registerExpTest);
        this.filters = new TreeSet<>(foundFilters.keySet());
        this.tests = new TreeSet<>(foundTests.keySet());
    }

    private static <T extends Importable> Map<String, T> found(Class<T> type, List<ClassLoader> jars) {
        Map<String, T> byName = new TreeMap<>();
        for (ClassLoader jar : jars) {
            try {
                ServiceLoader.load(type, jar).forEach(each -> add(each, byName));
            } catch (ServiceConfigurationError | LinkageError e) {
                throw new OperationException(
                        "the filters or tests of " + jar.getName() + " cannot be loaded: " + e.getMessage(),
                        "remove the jar or repair it");
            }
        }
        return byName;
    }

    private static <T extends Importable> void add(T each, Map<String, T> byName) {
        T other = byName.put(each.getName(), each);
        if (other != null) {
            throw new OperationException(
                    "two classes bring '" + each.getName() + "': "
                            + other.getClass().getName() + " and "
                            + each.getClass().getName(),
                    "remove one of their jars");
        }
    }

    public Extension filters() {
        return new Filters(this);
    }

    public Extension tests() {
        return new Tests(this);
    }

    private record Filters(JinjavaExtensions owner) implements Extension {
        @Override
        public Set<String> names() {
            return owner.filters;
        }

        @Override
        public boolean takesNames() {
            return true;
        }

        @Override
        public @Nullable Object apply(
                String name, @Nullable Object value, List<Object> positional, Map<String, Object> named) {
            Filter filter = owner.jinjava.getGlobalContext().getFilter(name);
            return owner.run(
                    "filter", name, interpreter -> filter.filter(value, interpreter, positional.toArray(), named));
        }
    }

    private record Tests(JinjavaExtensions owner) implements Extension {
        @Override
        public Set<String> names() {
            return owner.tests;
        }

        @Override
        public boolean takesNames() {
            return false;
        }

        @Override
        public @Nullable Object apply(
                String name, @Nullable Object value, List<Object> positional, Map<String, Object> named) {
            ExpTest test = owner.jinjava.getGlobalContext().getExpTest(name);
            return owner.run("test", name, interpreter -> test.evaluate(value, interpreter, positional.toArray()));
        }
    }

    /** What an outside class gives, as a value of the language. It has an interpreter of its own, without variables. */
    private @Nullable Object run(String kind, String name, Function<JinjavaInterpreter, @Nullable Object> outside) {
        JinjavaInterpreter interpreter =
                new JinjavaInterpreter(jinjava, new Context(jinjava.getGlobalContext()), jinjava.getGlobalConfig());
        Object result;
        try (AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            result = outside.apply(current.value());
        } catch (RuntimeException | LinkageError e) {
            throw new OperationException("the " + kind + " '" + name + "' failed: " + e);
        }
        return ExtensionResult.plain(result, "the " + kind + " '" + name + "'");
    }
}
