package dev.sluice.template.filter;

import dev.sluice.template.controller.ControllerFiles;
import dev.sluice.template.controller.ControllerFiles.Kind;
import java.util.List;

/** Tests of paths on the controller. */
final class FileTests implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "file",
                "is_file",
                "directory",
                "is_dir",
                "link",
                "is_link",
                "exists",
                "link_exists",
                "abs",
                "is_abs",
                "same_file(path)",
                "is_same_file(path)");
    }

    @Override
    public Object apply(Call call) {
        ControllerFiles files = call.context().environment().files();
        String path = call.text();
        return switch (call.name()) {
            case "file", "is_file" -> files.kind(path) == Kind.FILE;
            case "directory", "is_dir" -> files.kind(path) == Kind.DIRECTORY;
            case "link", "is_link" -> files.isLink(path);
            case "exists" -> files.kind(path) != Kind.MISSING;
            case "link_exists" -> files.kind(path) != Kind.MISSING || files.isLink(path);
            case "abs", "is_abs" -> path.startsWith("/");
            case "same_file", "is_same_file" -> files.isSame(path, call.text("path"));
            default -> throw new IllegalArgumentException(call.name());
        };
    }
}
