package dev.sluice.modules.system.files.module;

import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Myself;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Shell;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks archives on the target, as Ansible's {@code unarchive}. */
public final class UnarchiveModule implements Module<UnarchiveModule.Parameters> {
    private static final int MOST_MEMBERS = 2_000;

    @Description(
            value = """
                    Unpacks an archive below a directory that is there. A `.tar` or `.tar.gz` of the controller is compared
                    with the target file by file, by content, mode and link target: only what differs is written, and a
                    check knows the whole tree. Unlike Ansible, the files belong to the task's user unless `owner` and
                    `group` say otherwise, and get the time of the run.

                    An archive of the target (`remote_src`) is unpacked by the target's own `tar` or `unzip`, if these find
                    a difference to what is there. Any other archive of the controller (zip, or compressed by bzip2, xz or
                    zstd) is unpacked by them in every run unless `creates` is there. A check does not know what these
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
                "attributes, attr: flags of chattr(1) are not managed; set them with `command: " + "chattr`",
                "selevel, serole, setype, seuser: labels of SELinux are not managed; set them with "
                        + "`command: chcon`",
                "unsafe_writes: a file is always replaced in one instant, never written in place",
                "copy: write `remote_src`, which says the opposite",
                "decrypt: files that ansible-vault encrypted are unpacked as they are",
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
            return FileFilter.shellMatches(plain, name)
                    || TargetPath.isBelow("/" + name, "/" + plain)
                    || FileFilter.shellMatches(plain, TargetPath.name("/" + name));
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
    public List<String> aliases() {
        return List.of("ansible.builtin.unarchive", "ansible.legacy.unarchive");
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
            throw new TaskFailure("dest '" + dest + "' must be an existing dir; make it in an earlier task");
        }
        if (!wanted.isPlain()) {
            return opaque(wanted, facts, directory, values, null);
        }
        Bytes archive = facts.controller().read(facts.controller().find(wanted.src(), "files"));
        byte[] tar = uncompressed(archive);
        if (!TarReader.isTar(tar)) {
            return opaque(wanted, facts, directory, values, archive);
        }
        List<ArchiveMember> members = TarReader.read(tar).stream()
                .filter(member -> wanted.takes(member.name()))
                .toList();
        if (members.size() > MOST_MEMBERS) {
            return opaque(wanted, facts, directory, values, archive);
        }
        values.put("handler", archive.toArray()[0] == 0x1f ? "TgzArchive" : "TarArchive");
        if (wanted.list_files()) {
            values.put("files", members.stream().map(ArchiveMember::name).toList());
        }
        return Plan.changes(new Unpacking(wanted, facts, directory.path()).changes(members), values);
    }

    private static byte[] uncompressed(Bytes archive) {
        byte[] bytes = archive.toArray();
        if (bytes.length < 2 || bytes[0] != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        } catch (IOException damaged) {
            throw new TaskFailure("the archive is damaged: " + damaged.getMessage());
        }
    }

    /** Whether an archive of the target has nothing left to unpack; what is empty is not asked. */
    private static boolean isUnpacked(Parameters wanted, Facts facts, FileStatus directory) {
        FileStatus source = PathParameter.followed(facts, PathParameter.absolute(facts, wanted.src()));
        if (!source.exists()) {
            throw new TaskFailure("Source '" + wanted.src() + "' does not exist on the target");
        }
        Answer<Tree> tree = facts.ask(new TreeOf(directory.path(), 1));
        if (tree.isKnown() && tree.get().entries().isEmpty()) {
            return false;
        }
        return facts.get(new ArchiveUnpacked(
                source.path(),
                directory.path(),
                orNone(wanted.extra_opts()),
                orNone(wanted.exclude()),
                orNone(wanted.include())));
    }

    private static List<String> orNone(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }

    /** Unpacks with the target's own programs. */
    private static Plan opaque(
            Parameters wanted, Facts facts, FileStatus directory, Map<String, Object> values, @Nullable Bytes archive) {
        if (archive == null && wanted.remote_src() && isUnpacked(wanted, facts, directory)) {
            return Plan.unchanged(values);
        }
        String place = directory.path();
        String source = "\"$t\"";
        Bytes input = archive == null ? Bytes.EMPTY : archive;
        StringBuilder script = new StringBuilder("set -e\n");
        if (archive == null && wanted.remote_src()) {
            source = Shell.quote(PathParameter.absolute(facts, wanted.src()));
        } else {
            if (archive == null) {
                input = facts.controller().read(facts.controller().find(wanted.src(), "files"));
            }
            script.append("t=$(mktemp)\ntrap 'rm -f \"$t\"' EXIT\ncat >\"$t\"\n");
        }
        String options = wanted.extra_opts() == null ? "" : " " + Shell.command(wanted.extra_opts());
        List<String> excludes = wanted.exclude() == null ? List.of() : wanted.exclude();
        List<String> includes = wanted.include() == null ? List.of() : wanted.include();
        StringBuilder tarExcludes = new StringBuilder();
        excludes.forEach(each -> tarExcludes.append(' ').append(Shell.quote("--exclude=" + each)));
        String names = includes.isEmpty() ? "" : " " + Shell.command(includes);
        String zipExcludes = excludes.isEmpty() ? "" : " -x " + Shell.command(excludes);
        script.append("case $(head -c 2 ").append(source).append(") in PK)\n");
        script.append("unzip -q -o")
                .append(options)
                .append(' ')
                .append(source)
                .append(names)
                .append(" -d ")
                .append(Shell.quote(place))
                .append(zipExcludes)
                .append(";;\n*)\n");
        script.append("tar -x")
                .append(options)
                .append(" -C ")
                .append(Shell.quote(place))
                .append(tarExcludes)
                .append(" -f ")
                .append(source)
                .append(names)
                .append(";; esac\n");
        if (wanted.mode() != null || wanted.owner() != null || wanted.group() != null) {
            throw new TaskFailure(
                    "mode, owner and group are only set on what is in a .tar or .tar.gz of the controller;"
                            + " set them with file: recurse afterwards");
        }
        String reason = "what is in the archive " + wanted.src();
        Change change = Change.of(
                        place,
                        "content",
                        "",
                        "unpacked " + wanted.src(),
                        List.of(Steps.Run.script(script.toString()).withInput(input)),
                        List.of(new Disturbed(place, reason)))
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), values);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return wanted.dest().startsWith("/")
                ? List.of(new Disturbed(TargetPath.normalize(wanted.dest()), reason))
                : Module.super.undecided(wanted, reason);
    }

    /** Writes what differs, member by member. */
    private record Unpacking(Parameters wanted, Facts facts, String root) {
        List<Change> changes(List<ArchiveMember> members) {
            WantedAttributes attributes = new WantedAttributes(wanted.mode(), wanted.owner(), wanted.group());
            List<Fact<?>> questions = new ArrayList<>(attributes.questions());
            questions.add(new Myself());
            for (ArchiveMember member : members) {
                questions.add(new FileAt(path(member)));
                if (member.kind() == FileKind.FILE) {
                    questions.add(ChecksumOf.sha1(path(member)));
                }
            }
            facts.prefetch(questions.toArray(Fact[]::new));
            WantedAttributes.Resolved resolved = attributes.resolve(facts);
            Foresight then = new Foresight(facts);
            List<Change> changes = new ArrayList<>();
            for (ArchiveMember member : members) {
                List<Change> more = change(then, member, resolved.withMode(mode(member)));
                more.forEach(then::add);
                changes.addAll(more);
            }
            return changes;
        }

        private String path(ArchiveMember member) {
            return TargetPath.child(root, member.name());
        }

        private FileMode mode(ArchiveMember member) {
            int bits = wanted.mode() == null
                    ? member.mode()
                    : wanted.mode().apply(member.mode(), member.kind() == FileKind.DIRECTORY);
            return new FileMode(FileMode.format(bits));
        }

        private List<Change> change(Facts then, ArchiveMember member, WantedAttributes.Resolved attributes) {
            if (member.kind() == FileKind.DIRECTORY) {
                FileStatus status = PathParameter.followed(then, path(member));
                return status.isDirectory()
                        ? AttributePlan.changes(then, status, attributes)
                        : new DirectoryMaking(then, attributes)
                                .make(List.of(path(member))).stream().toList();
            }
            List<Change> changes = new ArrayList<>(new DirectoryMaking(then, attributes.withMode(null))
                    .make(List.of(TargetPath.parent(path(member)))).stream().toList());
            Facts there = changes.isEmpty() ? then : Foresight.after(then, changes);
            FileStatus status = there.get(new FileAt(path(member)));
            if (status.isDirectory()) {
                throw new TaskFailure(status.path() + " is a directory; " + member.name()
                        + " of the archive cannot take" + " its place");
            }
            if (member.kind() == FileKind.LINK) {
                boolean same = status.isLink() && status.target().equals(member.target());
                changes.addAll(
                        same
                                ? AttributePlan.changes(there, status, attributes)
                                : List.of(LinkMaking.symbolic(there, status, member.target(), attributes)));
                return changes;
            }
            boolean same = status.isFile()
                    && there.get(ChecksumOf.sha1(status.path()))
                            .value()
                            .equals(member.content().checksum("SHA-1"));
            changes.addAll(
                    same
                            ? AttributePlan.changes(there, status, attributes)
                            : List.of(new FileWriting(there, attributes, null, false).write(status, member.content())));
            return changes;
        }
    }
}
