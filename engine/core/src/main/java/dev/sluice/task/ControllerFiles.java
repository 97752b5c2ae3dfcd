package dev.sluice.task;

import dev.sluice.python.OperationException;
import dev.sluice.source.FileNames;
import dev.sluice.source.WholeFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Controller;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Secret;
import dev.sluice.template.Scope;
import dev.sluice.template.filter.Spread;
import dev.sluice.template.syntax.Syntax;
import dev.sluice.template.syntax.TemplateError;
import dev.sluice.variables.EvaluationFailure;
import dev.sluice.variables.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The controller's files as one task sees them. */
public final class ControllerFiles implements Controller {
    private static final int LARGEST = 256 << 20;

    private final List<Path> directories;
    private final Renderer renderer;
    private final Scope scope;
    private final SecretStore secrets;

    /**
     * @param directories where relative names are looked up: the role's directory if there is one, then the runbook's
     * @param scope the task's variables, for templates
     * @param secrets where secrets are kept
     */
    public ControllerFiles(List<Path> directories, Renderer renderer, Scope scope, SecretStore secrets) {
        this.directories = directories;
        this.renderer = renderer;
        this.scope = scope;
        this.secrets = secrets;
    }

    @Override
    public String find(String name, String folder) {
        renderer.templates().looks().note();
        Set<Path> candidates = new LinkedHashSet<>();
        Path given = withHome(name);
        for (Path directory : directories) {
            candidates.add(FileNames.in(directory, folder).resolve(given).normalize());
            candidates.add(directory.resolve(given).normalize());
        }
        return candidates.stream()
                .filter(Files::exists)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new TaskFailure("no such file: '" + name + "' on the controller. Searched: "
                        + String.join(
                                ", ", candidates.stream().map(Path::toString).toList())));
    }

    private static Path withHome(String name) {
        String home = System.getProperty("user.home", "/");
        return FileNames.path(name.startsWith("~/") ? home + name.substring(1) : name);
    }

    @Override
    public String resolve(String name) {
        Path runbook = directories.isEmpty() ? Path.of("") : directories.get(directories.size() - 1);
        return runbook.resolve(withHome(name)).toAbsolutePath().normalize().toString();
    }

    @Override
    public Optional<Secret> secret(SecretPlace place) {
        return secrets.find(place);
    }

    @Override
    public Bytes read(String path) {
        return content(path).bytes();
    }

    private record Content(Bytes bytes, boolean secret) {}

    private Content content(String path) {
        renderer.templates().looks().note();
        try {
            byte[] content = WholeFile.regular(FileNames.path(path), LARGEST);
            byte[] clear = renderer.templates().decryption().open(path, content);
            return new Content(Bytes.of(clear), clear != content);
        } catch (OperationException closed) {
            throw new TaskFailure(String.valueOf(closed.getMessage()), closed.hint());
        } catch (WholeFile.TooLargeException large) {
            throw new TaskFailure("'" + path + "' " + large.getReason(), "use rsync for files of that size");
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    private static TaskFailure unreadable(String path, IOException failed) {
        return new TaskFailure("cannot read '" + path + "' on the controller: " + failed);
    }

    @Override
    public boolean isDirectory(String path) {
        renderer.templates().looks().note();
        return Files.isDirectory(FileNames.path(path));
    }

    @Override
    public boolean exists(String path) {
        renderer.templates().looks().note();
        return Files.exists(FileNames.path(path));
    }

    @Override
    public List<Entry> list(String directory, boolean follow) {
        renderer.templates().looks().note();
        try {
            return TreeListing.of(FileNames.path(directory), follow);
        } catch (IOException failed) {
            throw unreadable(directory, failed);
        }
    }

    @Override
    public int mode(String path) {
        renderer.templates().looks().note();
        try {
            int bits = 0;
            for (PosixFilePermission permission : Files.getPosixFilePermissions(FileNames.path(path))) {
                bits |= 1 << (8 - permission.ordinal());
            }
            return bits;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    @Override
    public Object render(String path, Map<String, Object> options, Map<String, Object> extra) {
        try {
            Syntax syntax = syntax(options);
            Content template = content(path);
            Object text = renderer.templates()
                    .compileFile(template.bytes().text(), syntax)
                    .evaluate(new Extended(scope, extra, FileNames.path(path)));
            Object clear = renderer.clear(template.secret() ? Spread.whole(text) : text);
            return clear == null ? "" : clear;
        } catch (TemplateError error) {
            throw new EvaluationFailure("template " + path + ": " + error.getMessage(), error.hint(), null);
        }
    }

    private static Syntax.Delimiters delimiters(Map<String, Object> options, String of, Syntax.Delimiters usual) {
        return new Syntax.Delimiters(
                text(options, of + "_start_string", usual.start()), text(options, of + "_end_string", usual.end()));
    }

    private static Syntax syntax(Map<String, Object> options) {
        return Syntax.FILE
                .withBlocks(delimiters(options, "block", Syntax.FILE.block()))
                .withVariables(delimiters(options, "variable", Syntax.FILE.variable()))
                .withComments(delimiters(options, "comment", Syntax.FILE.comment()))
                .withWhitespace(flag(options, "trim_blocks", true), flag(options, "lstrip_blocks", false));
    }

    private static String text(Map<String, Object> options, String name, String usual) {
        return options.get(name) instanceof String text && !text.isEmpty() ? text : usual;
    }

    private static boolean flag(Map<String, Object> options, String name, boolean usual) {
        return options.get(name) instanceof Boolean flag ? flag : usual;
    }

    /** A scope with the variables that a module adds. */
    private record Extended(Scope scope, Map<String, Object> extra, Path template) implements Scope {
        /** What a template includes may lie beside it. */
        @Override
        public List<Path> directories() {
            List<Path> directories = new ArrayList<>(scope.directories());
            Path parent = template.toAbsolutePath().getParent();
            if (parent != null) {
                directories.add(parent);
            }
            return directories;
        }

        @Override
        public @Nullable Object lookup(String name) {
            Object value = extra.get(name);
            return value != null ? value : scope.lookup(name);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>(scope.names());
            names.addAll(extra.keySet());
            return names;
        }

        @Override
        public boolean holdsTemplates(String name) {
            return !extra.containsKey(name) && scope.holdsTemplates(name);
        }
    }
}
