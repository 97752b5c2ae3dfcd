package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.Checksum;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Controller;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.PathBelow;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings files of targets to the controller, as Ansible's {@code fetch}. */
public final class FetchModule implements Module<FetchModule.Parameters> {
    @Description(
            value = """
                    Brings a file of the target to the controller, if it differs from the one that is there. It goes to
                    `DEST/TARGET/PATH`, so that files of many targets do not meet; with `flat` it goes to `dest` itself, or
                    into it if that ends with `/`. A relative `dest` is beside the runbook.""",
            example = """
                    - name: Keep the storage definitions
                      fetch: { src: /etc/pve/storage.cfg, dest: kept/ }
                    """,
            returns = {
                "dest: the path on the controller",
                "checksum: SHA-1 of the file",
                "remote_checksum: SHA-1 of the file on the target",
                "md5sum: MD5 of the file",
                "file: the path on the target",
                "msg: why nothing was brought, where `fail_on_missing` is off"
            })
    record Parameters(
            @Parameter(value = "The file on the target. A directory cannot be fetched.", required = true)
            String src,

            @Parameter(value = "The directory on the controller, or with `flat` the file.", required = true)
            String dest,

            @Parameter("Whether target and directories are left out of the path on the controller.")
            boolean flat,

            @Parameter(value = "Whether a missing file is a failure.", defaultValue = "true")
            boolean fail_on_missing,

            @Parameter(value = "Whether what came is compared with what was sent; it always is.", defaultValue = "true")
            boolean validate_checksum) {}

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String source = PathParameter.absolute(facts, wanted.src());
        Checksum sum = facts.get(ChecksumOf.sha1(source));
        String problem = problem(sum.state(), facts.user());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("file", source);
        if (!problem.isEmpty()) {
            if (wanted.fail_on_missing()) {
                throw new TaskFailure(problem + ": " + source, values);
            }
            values.put("msg", problem + ", not transferring, ignored");
            return Plan.unchanged(values);
        }
        Controller controller = facts.controller();
        String dest = destination(wanted, facts, source);
        values.put("dest", dest);
        values.put("checksum", sum.value());
        values.put("remote_checksum", sum.value());
        values.put(
                "md5sum",
                facts.ask(new ChecksumOf(source, "md5")).map(Checksum::value).toValue());
        values.put("remote_md5sum", null);
        if (controller.exists(dest) && !controller.isDirectory(dest)) {
            Bytes here = controller.read(dest);
            if (here.checksum("SHA-1").equals(sum.value())) {
                return Plan.unchanged(values);
            }
        }
        // an event: it alters nothing on the target, where facts are read again
        Change change = Change.of(
                        dest,
                        "content",
                        controller.exists(dest) ? "another content" : "",
                        "as on " + facts.target().name(),
                        List.of(new Steps.Fetch(sum.path(), dest)),
                        List.of())
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), values);
    }

    private static String problem(Content.State state, String user) {
        return switch (state) {
            case READ, TOO_LARGE -> "";
            case ABSENT -> "the remote file does not exist";
            case DIRECTORY -> "remote file is a directory, fetch cannot work on directories";
            case SPECIAL -> "the remote file is not a regular file";
            case HIDDEN, UNREADABLE -> "the remote file is not readable by user " + user;
        };
    }

    private static String destination(Parameters wanted, Facts facts, String source) {
        Controller controller = facts.controller();
        String dest = wanted.dest();
        Path given = PathBelow.valid(dest);
        Path base = given.isAbsolute() ? Path.of("/") : Path.of(controller.find(".", "."));
        Path place = base.resolve(given).normalize();
        if (!wanted.flat()) {
            String name = facts.target().name();
            if (name.contains("/")) {
                throw new TaskFailure(
                        "the target '" + name + "' cannot have a directory of its own below " + dest,
                        "fetch with flat: true, and say the whole path in dest");
            }
            return PathBelow.of(PathBelow.of(place, name), source).toString();
        }
        if (dest.endsWith("/")) {
            return PathBelow.of(place, TargetPath.name(source)).toString();
        }
        if (controller.isDirectory(place.toString())) {
            throw new TaskFailure("dest is an existing directory, use a trailing slash if you want to fetch src into"
                    + " that directory: " + place);
        }
        return place.toString();
    }
}
