package dev.sluice.modules.system.files;

import dev.sluice.bind.Binder;
import dev.sluice.bind.ParameterModel;
import dev.sluice.modules.system.files.copy.CopyModule;
import dev.sluice.modules.system.files.copy.TemplateModule;
import dev.sluice.modules.system.files.edit.BlockInFileModule;
import dev.sluice.modules.system.files.edit.LineInFileModule;
import dev.sluice.modules.system.files.edit.ReplaceModule;
import dev.sluice.modules.system.files.read.FetchModule;
import dev.sluice.modules.system.files.read.FindModule;
import dev.sluice.modules.system.files.read.SlurpModule;
import dev.sluice.modules.system.files.read.StatModule;
import dev.sluice.modules.system.files.state.FileModule;
import dev.sluice.modules.system.files.state.TempFileModule;
import dev.sluice.spi.Module;
import dev.sluice.testing.ModuleTester;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tasks as a runbook gives them: names and values, bound as the engine binds them. */
public final class FileTasks {
    private FileTasks() {}

    public static <P extends Record> ModuleTester.Task<P> task(Module<P> module, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            Object value = namesAndValues[index + 1];
            values.put(
                    String.valueOf(namesAndValues[index]),
                    value instanceof java.nio.file.Path ? value.toString() : value);
        }
        return ModuleTester.task(module, Binder.bind(ParameterModel.of(module.parameters()), values, secret -> {}));
    }

    public static ModuleTester.Task<?> copy(Object... values) {
        return task(new CopyModule(), values);
    }

    public static ModuleTester.Task<?> file(Object... values) {
        return task(new FileModule(), values);
    }

    public static ModuleTester.Task<?> stat(Object... values) {
        return task(new StatModule(), values);
    }

    public static ModuleTester.Task<?> template(Object... values) {
        return task(new TemplateModule(), values);
    }

    public static ModuleTester.Task<?> lineinfile(Object... values) {
        return task(new LineInFileModule(), values);
    }

    public static ModuleTester.Task<?> blockinfile(Object... values) {
        return task(new BlockInFileModule(), values);
    }

    public static ModuleTester.Task<?> replace(Object... values) {
        return task(new ReplaceModule(), values);
    }

    public static ModuleTester.Task<?> slurp(Object... values) {
        return task(new SlurpModule(), values);
    }

    public static ModuleTester.Task<?> find(Object... values) {
        return task(new FindModule(), values);
    }

    public static ModuleTester.Task<?> fetch(Object... values) {
        return task(new FetchModule(), values);
    }

    public static ModuleTester.Task<?> tempfile(Object... values) {
        return task(new TempFileModule(), values);
    }
}
