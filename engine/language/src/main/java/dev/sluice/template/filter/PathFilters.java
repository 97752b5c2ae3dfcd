package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnList;
import dev.sluice.python.Text;
import dev.sluice.python.Tuple;
import dev.sluice.source.FileNames;
import dev.sluice.template.controller.ControllerFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters on POSIX paths. They work on the text; only those that ask for the controller's files look at them. */
final class PathFilters implements Family {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "basename",
                "dirname",
                "splitext",
                "path_join",
                "relpath(start?)",
                "realpath",
                "normpath",
                "commonpath",
                "expanduser",
                "expandvars",
                "fileglob",
                "win_basename",
                "win_dirname",
                "win_splitdrive");
    }

    @Override
    public @Nullable Object apply(Call call) {
        ControllerFiles files = call.context().environment().files();
        return switch (call.name()) {
            case "basename" -> call.text().substring(call.text().lastIndexOf('/') + 1);
            case "dirname" -> directory(call.text());
            case "splitext" -> splitExtension(call.text());
            case "path_join" -> call.value() instanceof List<?> parts ? join(parts) : call.text();
            case "relpath" ->
                relative(absolute(call.text(), files), absolute(call.text("start", files.directory()), files));
            case "realpath" -> absolute(call.text(), files);
            case "normpath" -> normal(call.text());
            case "commonpath" -> common(call.items());
            case "expanduser" -> expandUser(call);
            case "expandvars" -> expandVariables(call);
            case "fileglob" ->
                new OwnList(files.glob(call.text()).stream()
                        .filter(path -> files.kind(path) == ControllerFiles.Kind.FILE)
                        .toList());
            case "win_basename" ->
                call.text()
                        .substring(Math.max(
                                        call.text().lastIndexOf('\\'),
                                        call.text().lastIndexOf('/'))
                                + 1);
            case "win_dirname" -> windowsDirectory(call.text());
            case "win_splitdrive" -> splitDrive(call.text());
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static String directory(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        String stripped = head.replaceFirst("/+$", "");
        return stripped.isEmpty() ? head : stripped;
    }

    private static Tuple splitExtension(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        int first = name;
        while (first < path.length() && path.charAt(first) == '.') {
            first++;
        }
        return dot > first ? Tuple.of(path.substring(0, dot), path.substring(dot)) : Tuple.of(path, "");
    }

    private static String join(List<?> parts) {
        String path = "";
        for (Object each : parts) {
            String part = Text.of(each);
            boolean slash = path.isEmpty() || path.endsWith("/");
            path = part.startsWith("/") ? part : path + (slash ? "" : "/") + part;
        }
        return path;
    }

    private static String absolute(String path, ControllerFiles files) {
        return normal(path.startsWith("/") ? path : files.directory() + "/" + path);
    }

    private static String normal(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && absolute)) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    private static String relative(String path, String start) {
        String relative = FileNames.path(start).relativize(FileNames.path(path)).toString();
        return relative.isEmpty() ? "." : relative;
    }

    private static String common(List<Object> paths) {
        if (paths.isEmpty()) {
            throw new OperationException("commonpath() of no paths");
        }
        Path common = FileNames.path(Text.of(paths.get(0)));
        for (Object each : paths) {
            Path path = FileNames.path(Text.of(each));
            while (common != null && !path.startsWith(common)) {
                common = common.getParent();
            }
        }
        return common == null ? "" : common.toString();
    }

    private static String expandUser(Call call) {
        String path = call.text();
        String home = call.context().environment().variable().apply("HOME");
        boolean own = path.equals("~") || path.startsWith("~/");
        return own && home != null ? home + path.substring(1) : path;
    }

    private static String expandVariables(Call call) {
        Matcher matcher = VARIABLE.matcher(call.text());
        return matcher.replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            String value = call.context().environment().variable().apply(name);
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    private static String windowsDirectory(String path) {
        int slash = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
        String head = path.substring(0, slash + 1);
        String stripped = head.replaceFirst("[\\\\/]+$", "");
        return stripped.isEmpty() || stripped.endsWith(":") ? head : stripped;
    }

    private static Tuple splitDrive(String path) {
        boolean drive = path.length() > 1 && path.charAt(1) == ':';
        return drive ? Tuple.of(path.substring(0, 2), path.substring(2)) : Tuple.of("", path);
    }
}
