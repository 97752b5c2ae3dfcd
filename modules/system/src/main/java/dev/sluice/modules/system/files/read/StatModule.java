package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.Checksum;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.Details;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileDetails;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what is at a path, as Ansible's {@code stat}. */
public final class StatModule implements Module<StatModule.Parameters> {
    @Description(
            value = """
                    Tells what is at a path. In a check it is told as it will be after the earlier tasks; what cannot be
                    known before, such as the time at which a file will be written, is unknown, and only that.""",
            example = """
                    - name: Look at the exports
                      stat: { path: /etc/exports }
                      register: exports
                    """,
            returns = {
                "stat.exists: whether there is something",
                "stat.path: the path that was looked at",
                "stat.isreg, isdir, islnk, ischr, isblk, isfifo, issock: what it is",
                "stat.mode: permission bits in four octal digits, e.g. `0644`",
                "stat.rusr ... xoth, isuid, isgid: the single bits",
                "stat.uid, gid, pw_name, gr_name: who owns it",
                "stat.size, inode, dev, nlink, atime, mtime, ctime, blocks, block_size, device_type: as in stat(2)",
                "stat.readable, writeable, executable: what the task's user may do",
                "stat.lnk_source, lnk_target: for a link, the path it leads to and what is written in it",
                "stat.checksum: of a file",
                "stat.mimetype, charset: of a file, if `file` is installed",
                "stat.attr_flags, attributes, version: as from `lsattr`"
            })
    record Parameters(
            @Parameter(
                    value = "The path.",
                    required = true,
                    aliases = {"dest", "name"})
            String path,

            @Parameter("Whether a symbolic link is followed.")
            boolean follow,

            @Parameter(value = "Whether to return the file's checksum.", defaultValue = "true")
            boolean get_checksum,

            @Parameter(
                    value = "Which checksum: `md5`, `sha1`, `sha224`, `sha256`, `sha384` or `sha512`.",
                    defaultValue = "sha1",
                    aliases = {"checksum", "checksum_algo"})
            String checksum_algorithm,

            @Parameter(
                    value = "Whether to return the type of the file's content.",
                    defaultValue = "true",
                    aliases = {"mime", "mime_type", "mime-type"})
            boolean get_mime,

            @Parameter(value = "Whether `lsattr`'s flags are told.", defaultValue = "true", aliases = "attr")
            boolean get_attributes) {}

    @Override
    public String name() {
        return "stat";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        if (!ChecksumOf.ALGORITHMS.contains(wanted.checksum_algorithm())) {
            throw new TaskFailure("unknown checksum_algorithm " + wanted.checksum_algorithm() + "; it is one of "
                    + String.join(", ", ChecksumOf.ALGORITHMS));
        }
        String path = PathParameter.absolute(facts, wanted.path());
        List<Fact<?>> questions = new ArrayList<>(List.of(new FileAt(path), new FileDetails(path)));
        if (wanted.get_checksum()) {
            questions.add(new ChecksumOf(path, wanted.checksum_algorithm()));
        }
        facts.prefetch(questions.toArray(Fact[]::new));
        FileStatus status = wanted.follow() ? PathParameter.followed(facts, path) : facts.get(new FileAt(path));
        if (status.kind() == FileKind.HIDDEN) {
            throw new TaskFailure(
                    "Permission denied: user " + facts.user() + " may not see " + path + "", "use become");
        }
        Map<String, Object> stat = new LinkedHashMap<>();
        stat.put("exists", status.exists());
        if (status.exists()) {
            describe(wanted, facts, path, status, stat);
        }
        return Plan.unchanged(Map.of("stat", stat));
    }

    private static void describe(
            Parameters wanted, Facts facts, String path, FileStatus status, Map<String, Object> stat) {
        Attributes attributes = status.attributes();
        stat.put("path", path);
        StatValues.kind(status.kind(), stat);
        StatValues.permissions(attributes.mode(), stat);
        StatValues.identity(attributes, stat);
        stat.values().removeIf(""::equals); // a number without a name has no pw_name or gr_name
        FileStatus end = PathParameter.followed(facts, status.path());
        stat.put("readable", end.exists() ? end.attributes().readable().toValue() : false);
        stat.put("writeable", end.exists() ? end.attributes().writable().toValue() : false);
        stat.put("executable", end.exists() ? end.attributes().executable().toValue() : false);
        details(wanted, details(facts, status), stat);
        if (status.isLink()) {
            stat.put("lnk_target", status.target());
            stat.put("lnk_source", end.path());
        }
        if (wanted.get_checksum() && status.isFile()) {
            checksum(facts.ask(new ChecksumOf(status.path(), wanted.checksum_algorithm())), stat);
        }
    }

    private static Details details(Facts facts, FileStatus status) {
        Answer<Details> details = facts.ask(new FileDetails(status.path()));
        return details instanceof Answer.Unknown<Details> unknown
                ? Details.unknown(status.path(), status.links(), unknown.reason())
                : details.get();
    }

    private static void checksum(Answer<Checksum> answer, Map<String, Object> stat) {
        if (!answer.isKnown() || answer.get().isRead()) {
            stat.put("checksum", answer.map(Checksum::value).toValue());
        }
    }

    private static void details(Parameters wanted, Details details, Map<String, Object> stat) {
        stat.put("atime", details.accessed().toValue());
        stat.put("blocks", details.blocks().toValue());
        stat.put("block_size", details.blockSize().toValue());
        stat.put("device_type", details.deviceType().toValue());
        if (wanted.get_mime()) {
            stat.put("mimetype", details.mimeType().toValue());
            stat.put("charset", details.charset().toValue());
        }
        if (wanted.get_attributes()) {
            stat.put("attr_flags", details.flags().toValue());
            stat.put("version", details.version().toValue());
            stat.put("attributes", details.flags().map(FlagNames::of).toValue());
        }
    }
}
