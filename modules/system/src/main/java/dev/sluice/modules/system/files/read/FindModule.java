package dev.sluice.modules.system.files.read;

import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the files below directories that fit, as Ansible's {@code find}. */
public final class FindModule implements Module<FindModule.Parameters> {
    /** What is listed. */
    enum Type {
        ANY,
        DIRECTORY,
        FILE,
        LINK
    }

    /** Which of a file's times its age is counted from. */
    enum Stamp {
        ATIME,
        CTIME,
        MTIME
    }

    @Description(
            value = """
                    Lists what is below directories and fits all conditions, sorted by path. In a check the list is that
                    after the earlier tasks. If a condition needs what cannot be known before the run, such as the age of a
                    file that an earlier task will write, the whole answer is unknown.""",
            example = """
                    - name: Find dumps older than a month
                      find: { paths: /srv/backup, patterns: "*.dump", age: 30d }
                      register: old
                    """,
            returns = {
                "files: what was found, each with `path`, `mode`, `size`, `mtime` and the like; `atime` only with"
                        + " `age_stamp: atime`, and `checksum` with `get_checksum`",
                "matched: how many were found",
                "examined: how many were looked at",
                "skipped_paths: which of `paths` could not be searched, and why",
                "msg: whether all paths were searched"
            })
    record Parameters(
            @Parameter(
                    value = "The directories to search.",
                    required = true,
                    split = true,
                    aliases = {"name", "path"})
            List<String> paths,

            @Parameter(
                    value = "Shell patterns or, with `use_regex`, regular expressions that the name must match.",
                    split = true,
                    aliases = "pattern")
            @Nullable
            List<String> patterns,

            @Parameter(value = "As `patterns`, for what is left out.", split = true, aliases = "exclude") @Nullable
            List<String> excludes,

            @Parameter("Whether `patterns` and `excludes` are regular expressions.")
            boolean use_regex,

            @Parameter("A regular expression that a line of the file must match from its start.") @Nullable
            String contains,

            @Parameter("Whether `contains` may match anywhere in the whole file.")
            boolean read_whole_file,

            @Parameter(value = "What is listed.", defaultValue = "file")
            Type file_type,

            @Parameter(
                    "Only what is at least this old, or with a minus at most: a number with `s`, `m`, `h`, `d` or `w`.")
            @Nullable
            String age,

            @Parameter(value = "Which time counts for `age`.", defaultValue = "mtime")
            Stamp age_stamp,

            @Parameter(
                    "Only files of at least this size, or with a minus at most: a number with `b`, `k`, `m`, `g` or `t`.")
            @Nullable
            String size,

            @Parameter("Whether directories below are searched too.")
            boolean recurse,

            @Parameter("How many levels down `recurse` goes.") @Nullable
            Integer depth,

            @Parameter("Whether names that begin with a dot are listed.")
            boolean hidden,

            @Parameter("Whether symbolic links to directories are searched too.")
            boolean follow,

            @Parameter("Whether to return the SHA-1 of each file.")
            boolean get_checksum) {
        FileFilter filter() {
            return new FileFilter(
                    patterns == null ? List.of() : patterns, excludes == null ? List.of() : excludes, use_regex);
        }
    }

    @Override
    public String name() {
        return "find";
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
        FileSearch search = new FileSearch(wanted, facts);
        Plan plan = Plan.unchanged(search.run());
        for (String warning : search.warnings()) {
            plan = plan.withWarning(warning);
        }
        return plan;
    }
}
