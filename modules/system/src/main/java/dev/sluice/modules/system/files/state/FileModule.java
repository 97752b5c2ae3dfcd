package dev.sluice.modules.system.files.state;

import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileEnsured;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets what a path is and who may use it, as Ansible's {@code file}. */
public final class FileModule implements Module<FileModule.Parameters> {
    /** What the path is to be. */
    enum State {
        ABSENT,
        DIRECTORY,
        FILE,
        HARD,
        LINK,
        TOUCH
    }

    @Description(
            value = """
                    Makes directories and links, removes files and trees, and sets owners and permissions.

                    - `absent` removes the path and all below it. That is destructive for a directory which is not known
                      to be empty.
                    - `directory` makes it and the directories above it that are missing.
                    - `file` only sets attributes of a file that is there; it fails if there is none.
                    - `link` and `hard` make links to `src`. What is in the way is replaced only with `force`, and never a
                      directory that has something in it.
                    - `touch` makes an empty file, or sets the times of one that is there.

                    Without `state` it is what the path already is, and `file` where there is nothing.""",
            example = """
                    - name: Make the directory of the shares
                      file: { path: /srv/nfs/data, state: directory, owner: nobody, mode: 0775 }
                    """,
            returns = {
                "path: the path, for absent, directory and file",
                "dest: the path, for link, hard and touch",
                "uid, gid, owner, group, mode, size, state: of the file"
            },
            refuses = {RefusedParameters.FLAGS, RefusedParameters.LABELS, RefusedParameters.IN_PLACE})
    record Parameters(
            @Parameter(
                    value = "The path.",
                    required = true,
                    aliases = {"dest", "name"})
            String path,

            @Parameter("What it is to be.") @Nullable State state,

            @Parameter("Where a link points; relative to its directory for `link`.") @Nullable
            String src,

            @Parameter("Whether attributes are set for all that is below a directory too.")
            boolean recurse,

            @Parameter("Whether a link replaces what is there, and may point to nothing.")
            boolean force,

            @Parameter(
                    value = "Whether, if the path is a symbolic link, attributes are those of what it points to.",
                    defaultValue = "true")
            boolean follow,

            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group,

            @Parameter("`preserve`, `now`, or a time in the format `modification_time_format`: when the content is said"
                    + " to have changed last. `now` for `touch`, else `preserve`.")
            @Nullable
            String modification_time,

            @Parameter(value = "The format of `modification_time`, as in strftime.", defaultValue = "\"%Y%m%d%H%M.%S\"")
            String modification_time_format,

            @Parameter("As `modification_time`, for when it was read last.") @Nullable
            String access_time,

            @Parameter(value = "The format of `access_time`, as in strftime.", defaultValue = "\"%Y%m%d%H%M.%S\"")
            String access_time_format) {
        WantedAttributes wanted() {
            return new WantedAttributes(mode, owner, group);
        }
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String path = PathParameter.absolute(facts, wanted.path());
        prefetch(wanted, facts, path);
        FileStatus status = facts.get(new FileAt(path));
        State state = state(wanted, status);
        if (wanted.recurse() && state != State.DIRECTORY) {
            throw new TaskFailure("recurse option requires state to be 'directory'");
        }
        if (wanted.src() != null && state != State.LINK && state != State.HARD) {
            throw new TaskFailure("src option requires state to be 'link' or 'hard'");
        }
        if (status.kind() == FileKind.HIDDEN) {
            throw new TaskFailure("user " + facts.user() + " may not see " + path + "", "use become");
        }
        return switch (state) {
            case ABSENT -> FileRemoval.plan(facts, status, path);
            case DIRECTORY -> new DirectoryState(wanted, facts).plan(path);
            case FILE -> new FileState(wanted, facts).plan(path);
            case TOUCH -> new FileState(wanted, facts).touch(path);
            case LINK -> new LinkState(wanted, facts).symbolic(status, path);
            case HARD -> new LinkState(wanted, facts).hard(status, path);
        };
    }

    private static void prefetch(Parameters wanted, Facts facts, String path) {
        List<Fact<?>> questions = new ArrayList<>(wanted.wanted().questions());
        questions.add(new FileAt(path));
        if (wanted.state() == State.DIRECTORY) {
            TargetPath.ancestors(path).forEach(above -> questions.add(new FileAt(above)));
        } else if (wanted.state() != State.FILE && wanted.state() != null) {
            questions.add(new FileAt(TargetPath.parent(path)));
        }
        if (wanted.state() == State.ABSENT) {
            questions.add(new TreeOf(path, 1));
        }
        if (wanted.recurse()) {
            questions.add(new TreeOf(path, 0));
        }
        if (wanted.src() != null) {
            questions.add(new FileAt(TargetPath.child(TargetPath.parent(path), wanted.src())));
        }
        questions.add(new CurrentUser());
        facts.prefetch(questions.toArray(Fact[]::new));
    }

    /** Without a state, that of what is there. */
    private static State state(Parameters wanted, FileStatus status) {
        if (wanted.state() != null) {
            return wanted.state();
        }
        return switch (ReturnValues.state(status)) {
            case "link" -> State.LINK;
            case "directory" -> State.DIRECTORY;
            case "hard" -> State.HARD;
            case "file" -> State.FILE;
            default -> wanted.recurse() ? State.DIRECTORY : State.FILE;
        };
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        boolean clear = wanted.path().startsWith("/") && !wanted.recurse() && wanted.state() != null;
        if (!clear || wanted.state() != State.DIRECTORY) {
            return Module.super.undecided(wanted, reason);
        }
        return List.of(FileEnsured.at(
                TargetPath.normalize(wanted.path()),
                UndecidedFile.of(FileKind.DIRECTORY, wanted.wanted(), FileContent.EMPTY, reason)));
    }
}
