package dev.sluice.modules.system.files.module;

import dev.sluice.bind.Binder;
import dev.sluice.bind.ParameterModel;
import dev.sluice.spi.Module;
import dev.sluice.testing.ModuleTester;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tasks as a runbook gives them: names and values, bound as the engine binds them. */
public final class FileTasks {
    private FileTasks() {}

    static <P extends Record> ModuleTester.Task<P> task(Module<P> module, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            Object value = namesAndValues[index + 1];
            values.put(
                    String.valueOf(namesAndValues[index]),
                    value instanceof java.nio.file.Path ? value.toString() : value);
        }
        return ModuleTester.task(module, Binder.bind(ParameterModel.of(module.parameters()), values, secret -> {}));
    }

    static ModuleTester.Task<?> copy(Object... values) {
        return task(new CopyModule(), values);
    }

    public static ModuleTester.Task<?> file(Object... values) {
        return task(new FileModule(), values);
    }

    static ModuleTester.Task<?> stat(Object... values) {
        return task(new StatModule(), values);
    }

    static ModuleTester.Task<?> template(Object... values) {
        return task(new TemplateModule(), values);
    }

    static ModuleTester.Task<?> lineinfile(Object... values) {
        return task(new LineInFileModule(), values);
    }

    static ModuleTester.Task<?> blockinfile(Object... values) {
        return task(new BlockInFileModule(), values);
    }

    static ModuleTester.Task<?> replace(Object... values) {
        return task(new ReplaceModule(), values);
    }

    static ModuleTester.Task<?> slurp(Object... values) {
        return task(new SlurpModule(), values);
    }

    static ModuleTester.Task<?> find(Object... values) {
        return task(new FindModule(), values);
    }

    static ModuleTester.Task<?> fetch(Object... values) {
        return task(new FetchModule(), values);
    }

    static ModuleTester.Task<?> tempfile(Object... values) {
        return task(new TempFileModule(), values);
    }
}
