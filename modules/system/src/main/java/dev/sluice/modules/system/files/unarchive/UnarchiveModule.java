package dev.sluice.modules.system.files.unarchive;

import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.python.ShellPattern;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unpacks archives on the target, as Ansible's {@code unarchive}. */
public final class UnarchiveModule implements Module<UnarchiveModule.Parameters> {
    private static final int MOST_MEMBERS = 2_000;
    private static final long MOST_BYTES = 256L << 20;

    @Description(
            value = """
                    Unpacks an archive below a directory that is there. A `.tar` or `.tar.gz` of the controller is compared
                    with the target file by file, by content, mode and link target: only what differs is written, and a
                    check knows the whole tree. Unlike Ansible, the files belong to the task's user unless `owner` and
                    `group` say otherwise, and get the time of the run.

                    An archive of the target (`remote_src`) is unpacked by the target's own `tar` or `unzip`, if these find
                    a difference to what is there. Any other archive of the controller (zip, compressed by bzip2, xz or
                    zstd, or with more than 2,000 members or 256 MiB) is unpacked by them in every run unless `creates` is there. A check does not know what these
                    archives hold.""",
            example = """
                    - name: Install the exporter
                      unarchive: { src: exporter-1.2.tar.gz, dest: /opt, owner: root, group: root }
                    """,
            returns = {
                "dest: the directory",
                "src: the archive",
                "handler: what unpacked it",
                "files: the names in the archive, with `list_files`, where they are known"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "copy: write `remote_src`, which says the opposite",
                "decrypt: files that ansible-vault encrypted are always decrypted",
                "io_buffer_size: tar and unzip decide on it",
                "keep_newer: give `extra_opts: [--keep-newer-files]`",
                "validate_certs: addresses are not downloaded here; download with `get_url` and its "
                        + "`validate_certs`"
            })
    record Parameters(
            @Parameter(value = "The archive, looked up in `files` on the controller.", required = true)
            String src,

            @Parameter(value = "The directory below which it is unpacked.", required = true)
            String dest,

            @Parameter("Whether `src` is on the target.") boolean remote_src,

            @Parameter("If this path exists, nothing is unpacked.") @Nullable
            String creates,

            @Parameter("Whether the names in the archive are returned.")
            boolean list_files,

            @Parameter("Shell patterns of names that are left out.") @Nullable
            List<String> exclude,

            @Parameter("Shell patterns of the only names that are unpacked.") @Nullable
            List<String> include,

            @Parameter("Further words for `tar` or `unzip`; then it is unpacked in every run.") @Nullable
            List<String> extra_opts,

            @Parameter("Permission bits of every file and directory; best symbolic, e.g. `u=rwX,go=rX`.") @Nullable
            FileMode mode,

            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group) {
        boolean takes(String name) {
            boolean included =
                    include == null || include.isEmpty() || include.stream().anyMatch(each -> covers(each, name));
            return included && (exclude == null || exclude.stream().noneMatch(each -> covers(each, name)));
        }

        private static boolean covers(String pattern, String name) {
            String plain = pattern.replaceFirst("/+$", "").replaceFirst("^(\\./)+", "");
            ShellPattern shape = ShellPattern.of(plain);
            return shape.matches(name)
                    || TargetPath.isBelow("/" + name, "/" + plain)
                    || shape.matches(TargetPath.name("/" + name));
        }

        boolean isPlain() {
            return !remote_src && (extra_opts == null || extra_opts.isEmpty());
        }
    }

    @Override
    public String name() {
        return "unarchive";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String dest = PathParameter.absolute(facts, wanted.dest());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", wanted.dest());
        values.put("src", wanted.src());
        if (wanted.creates() != null) {
            String creates = PathParameter.absolute(facts, wanted.creates());
            if (PathParameter.followed(facts, creates).exists()) {
                return Plan.skip("skipped, since " + wanted.creates() + " exists", values);
            }
        }
        FileStatus directory = PathParameter.followed(facts, dest);
        if (!directory.isDirectory()) {
            throw new TaskFailure("dest '" + dest + "' must be an existing dir", "create it in an earlier task");
        }
        if (!wanted.isPlain()) {
            return new ProgramUnpacking(wanted, facts, directory).plan(null, values);
        }
        Bytes archive = facts.controller().read(facts.controller().find(wanted.src(), "files"));
        Optional<List<ArchiveMember>> members = TarReader.read(archive, MOST_BYTES)
                .map(all -> all.stream()
                        .filter(member -> wanted.takes(member.name()))
                        .toList())
                .filter(taken -> taken.size() <= MOST_MEMBERS);
        if (members.isEmpty()) {
            return new ProgramUnpacking(wanted, facts, directory).plan(archive, values);
        }
        values.put("handler", TarReader.isCompressed(archive) ? "TgzArchive" : "TarArchive");
        if (wanted.list_files()) {
            values.put("files", members.get().stream().map(ArchiveMember::name).toList());
        }
        return Plan.changes(new MemberUnpacking(wanted, facts, directory.path()).changes(members.get()), values);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return wanted.dest().startsWith("/")
                ? List.of(new Disturbed(TargetPath.normalize(wanted.dest()), reason))
                : Module.super.undecided(wanted, reason);
    }
}
