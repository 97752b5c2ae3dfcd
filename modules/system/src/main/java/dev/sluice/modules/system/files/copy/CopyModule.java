package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileEnsured;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts files on the target, as Ansible's {@code copy}. */
public final class CopyModule implements Module<CopyModule.Parameters> {
    @Description(
            value = """
                    Puts a file, a directory tree or a text on the target. Files are compared by checksum and replaced in
                    one instant: readers see the old or the new one, never a part.

                    As with rsync, a `src` directory that ends with `/` stands for what is in it; without the slash the
                    directory itself is put into `dest`. A symbolic link at `dest` is replaced by the file unless `follow`
                    is set; a link to a directory always counts as that directory.""",
            example = """
                    - name: Say who may mount the shares
                      copy:
                        content: "10.0.20.0/24\\n"
                        dest: /etc/nfs-clients
                        mode: 0644
                    """,
            returns = {
                "dest: the path that was written",
                "src: the source",
                "checksum: SHA-1 of the content",
                "md5sum: MD5 of the content, if it was written",
                "backup_file: where the old file is kept, if it is",
                "uid, gid, owner, group, mode, size, state: of the file"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "decrypt: files that ansible-vault encrypted are always decrypted"
            })
    record Parameters(
            @Parameter(value = "Where it goes: a file, or a directory if it ends with `/` or is one.", required = true)
            String dest,

            @Parameter("What to copy: on the controller, looked up in `files`, or on the target with `remote_src`.")
            @Nullable
            String src,

            @Parameter("The text to write, instead of `src`. A list or a mapping is written as JSON.") @Nullable
            Object content,

            @Parameter(
                    "Permission bits, octal (`0644`) or symbolic; `preserve` takes those of the source. Without it, a file"
                            + " that exists keeps its bits and a new one gets those that the umask leaves.")
            @Nullable
            FileMode mode,

            @Parameter("Permission bits of directories that have to be made.") @Nullable
            FileMode directory_mode,

            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group,

            @Parameter(
                    value = "Whether a file that exists is replaced if it differs.",
                    defaultValue = "true",
                    aliases = "thirsty")
            boolean force,

            @Parameter(CommonParameters.BACKUP) boolean backup,
            @Parameter(CommonParameters.VALIDATE) @Nullable String validate,
            @Parameter("Whether `src` is on the target.") boolean remote_src,

            @Parameter("Whether a symbolic link at `dest` is followed.")
            boolean follow,

            @Parameter(
                    value =
                            "Whether a symbolic link in a `src` directory of the controller stands for what it leads to;"
                                    + " else it is made as a link. One that leads nowhere always is.",
                    defaultValue = "true")
            boolean local_follow,

            @Parameter("The SHA-1 that the source must have.") @Nullable
            String checksum) {
        WantedAttributes wanted() {
            return new WantedAttributes(mode, owner, group);
        }
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (wanted.content() == null) {
            if (wanted.src() == null) {
                throw new TaskFailure("copy needs src or content");
            }
            if (wanted.remote_src()) {
                return new RemoteCopy(wanted, facts).plan(wanted.src());
            }
            String source = facts.controller().find(wanted.src(), "files");
            if (facts.controller().isDirectory(source)) {
                return new TreeCopy(wanted, facts).plan(source);
            }
            Bytes bytes = facts.controller().read(source);
            requireChecksum(wanted.checksum(), bytes);
            FileMode mode = wanted.mode() != null && wanted.mode().preserves()
                    ? new FileMode(FileMode.format(facts.controller().mode(source)))
                    : wanted.mode();
            return new FileCopy(wanted, facts, mode).plan(TargetPath.name(source), wanted.src(), bytes);
        }
        if (wanted.src() != null) {
            throw new TaskFailure("copy takes src or content, not both");
        }
        if (wanted.dest().endsWith("/")) {
            throw new TaskFailure("can not use content with a dir as dest: name the file in " + wanted.dest());
        }
        if (wanted.content() instanceof Unknown unknown) {
            throw new UnknownAnswerException(unknown.reason());
        }
        return new FileCopy(wanted, facts, wanted.mode()).plan("", null, text(wanted.content()));
    }

    private static void requireChecksum(@Nullable String expected, Bytes bytes) {
        if (expected != null && !bytes.checksum("SHA-1").equalsIgnoreCase(expected)) {
            throw new TaskFailure("Copied file does not match the expected checksum: the source has "
                    + bytes.checksum("SHA-1") + ", expected is " + expected);
        }
    }

    private static Bytes text(@Nullable Object content) {
        return Bytes.of(TextValue.of(content));
    }

    /** The file is there afterwards with the wanted attributes, whatever its content turns out to be. */
    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        boolean clear = wanted.dest().startsWith("/") && !wanted.dest().endsWith("/") && wanted.content() != null;
        if (!clear || wanted.follow()) {
            return Module.super.undecided(wanted, reason);
        }
        FileContent content = TextValue.isKnown(wanted.content())
                ? new FileContent.Exactly(text(wanted.content()))
                : new FileContent.Undetermined(reason);
        return List.of(FileEnsured.at(
                TargetPath.normalize(wanted.dest()),
                UndecidedFile.of(FileKind.FILE, wanted.wanted(), content, reason)));
    }
}
