package dev.sluice.template;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Types;
import dev.sluice.spi.value.Secret;
import dev.sluice.spi.value.Unknown;
import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The lookups that read the controller: its files and its environment variables. */
final class FileLookups {
    static final Set<String> NAMES = Set.of("file", "fileglob", "first_found", "template", "env", "ini", "csvfile");

    private final Evaluation evaluation;
    private final ControllerFiles files;

    FileLookups(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.files = evaluation.controllerFiles();
    }

    List<Object> find(String name, List<Object> terms, Map<String, Object> options) {
        if (name.equals("first_found")) {
            return firstFound(terms, options);
        }
        if (name.equals("ini") || name.equals("csvfile")) {
            return keyed(name, terms, options);
        }
        OwnList answers = new OwnList();
        for (Object term : terms) {
            String text = Text.of(term);
            switch (name) {
                case "file" -> answers.add(file(text, options));
                case "fileglob" -> answers.addAll(glob(text));
                case "template" -> answers.add(template(text, options));
                default -> answers.add(variable(text, options));
            }
        }
        return answers;
    }

    private String path(String kind, String name) {
        return files.find(kind, name)
                .orElseThrow(() -> new OperationException(
                        "could not locate the file '" + name + "'",
                        "it is looked for in '" + kind + "' beside the runbook or role, and beside it"));
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private List<Object> keyed(String name, List<Object> terms, Map<String, Object> options) {
        AtomicBoolean secret = new AtomicBoolean();
        List<Object> answers = new KeyedFiles(file -> {
                    ControllerFiles.Content content = files.read(path("files", file));
                    secret.compareAndSet(false, content.secret());
                    return content.text();
                })
                .find(name, terms, options);
        if (secret.get()) {
            answers.replaceAll(Spread::hidden);
        }
        return answers;
    }

    private @Nullable Object file(String name, Map<String, Object> options) {
        ControllerFiles.Content content = files.read(path("files", name));
        String text = content.text();
        boolean right = !options.containsKey("rstrip") || Types.truth(options.get("rstrip"));
        boolean left = Types.truth(options.get("lstrip"));
        String trimmed = right ? text.stripTrailing() : text;
        return content.mark(left ? trimmed.stripLeading() : trimmed);
    }

    private List<Object> glob(String pattern) {
        List<Object> found = new ArrayList<>();
        for (String path : files.glob(pattern)) {
            if (files.kind(path) == ControllerFiles.Kind.FILE) {
                found.add(path);
            }
        }
        return found;
    }

    private @Nullable Object template(String name, Map<String, Object> options) {
        ControllerFiles.Content content = files.read(path("templates", name));
        Scope scope = new LayeredScope(Map.of("ansible_managed", "Ansible managed"), evaluation.scope());
        if (options.get("template_vars") instanceof Map<?, ?> more) {
            Map<String, Object> extra = new HashMap<>();
            more.forEach((key, value) -> extra.put(Text.of(key), value));
            scope = new LayeredScope(extra, scope);
        }
        Object rendered =
                evaluation.templates().compileFile(content.text(), Syntax.FILE).render(scope);
        if (rendered instanceof Unknown || rendered instanceof Secret) {
            return content.mark(rendered);
        }
        boolean convert = !options.containsKey("convert_data") || Types.truth(options.get("convert_data"));
        return content.mark(convert ? LiteralText.converted((String) rendered) : rendered);
    }

    private Object variable(String name, Map<String, Object> options) {
        String value = evaluation.environment().variable().apply(name);
        return value != null ? value : options.getOrDefault("default", "");
    }

    private List<Object> firstFound(List<Object> terms, Map<String, Object> options) {
        List<String> names = new ArrayList<>();
        List<String> paths = new ArrayList<>(texts(options.get("paths")));
        names.addAll(texts(options.get("files")));
        boolean skip = Types.truth(options.get("skip"));
        for (Object term : terms) {
            for (Object each : term instanceof List<?> list ? list : List.of(term)) {
                if (each instanceof Map<?, ?> settings) {
                    names.addAll(texts(settings.get("files")));
                    paths.addAll(texts(settings.get("paths")));
                    skip |= Types.truth(settings.get("skip"));
                } else {
                    names.add(Text.of(each));
                }
            }
        }
        Optional<String> found = firstFound(names, paths);
        if (found.isEmpty() && !skip) {
            throw new OperationException(
                    "none of the files was found: " + String.join(", ", names), "skip=true gives nothing instead");
        }
        return found.<List<Object>>map(path -> new OwnList(List.of(path))).orElseGet(OwnList::new);
    }

    private Optional<String> firstFound(List<String> names, List<String> paths) {
        for (String path : paths.isEmpty() ? List.of("") : paths) {
            for (String name : names) {
                String wanted = path.isEmpty() ? name : path + "/" + name;
                for (String kind : List.of("files", "templates", "vars")) {
                    Optional<String> found = files.find(kind, wanted);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(Text.of(each)));
        } else if (value != null) {
            texts.addAll(List.of(Text.of(value).split("[,;:]", -1)));
        }
        return texts;
    }
}
