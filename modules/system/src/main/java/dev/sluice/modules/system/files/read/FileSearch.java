package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.AccessTime;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.TextFile;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.python.Regex;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One search of find. */
final class FileSearch {
    private static final Pattern AGE = Pattern.compile("(-?\\d+)([smhdw])?");
    private static final Pattern SIZE = Pattern.compile("(-?\\d+)([bkmgt])?");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

    private final FindModule.Parameters wanted;
    private final Facts facts;
    private final FileFilter filter;
    private final @Nullable Long age;
    private final @Nullable Long size;
    private final Map<String, Object> skipped = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private long examined;

    /** An entry under the path that the search gives it. */
    private record Found(String path, FileStatus status) {}

    FileSearch(FindModule.Parameters wanted, Facts facts) {
        this.wanted = wanted;
        this.facts = facts;
        this.filter = wanted.filter();
        this.age = wanted.age() == null ? null : seconds(wanted.age());
        this.size = wanted.size() == null ? null : bytes(wanted.size());
    }

    private static long seconds(String text) {
        Matcher matcher = AGE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TaskFailure("failed to process age " + text + "", "write for example 2d or -30m");
        }
        return Long.parseLong(matcher.group(1)) * (matcher.group(2) == null ? 1 : SECONDS.get(matcher.group(2)));
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TaskFailure("failed to process size " + text + "", "write for example 10m or -1k");
        }
        int power = matcher.group(2) == null ? 0 : "bkmgt".indexOf(matcher.group(2));
        return Long.parseLong(matcher.group(1)) * (1L << (10 * power));
    }

    List<String> warnings() {
        return warnings;
    }

    Map<String, Object> run() {
        List<TreeOf> questions = new ArrayList<>();
        for (String path : wanted.paths()) {
            questions.add(new TreeOf(PathParameter.absolute(facts, path), levels()));
        }
        facts.prefetch(questions.toArray(Fact[]::new));
        for (TreeOf question : questions) {
            search(question, 0, List.of());
        }
        List<Object> files =
                describe(found.stream().filter(each -> fits(each.status())).toList());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("files", files);
        values.put("matched", (long) files.size());
        values.put("examined", examined);
        values.put("skipped_paths", skipped);
        values.put(
                "msg", skipped.isEmpty() ? "All paths examined" : "Not all paths examined, check warnings for details");
        return values;
    }

    /** One level more than is listed is looked at, as Ansible counts it. */
    private int levels() {
        if (!wanted.recurse()) {
            return 1;
        }
        return wanted.depth() == null || wanted.depth() == 0 ? 0 : wanted.depth() + 1;
    }

    private void search(TreeOf question, int above, List<String> way) {
        Tree tree = facts.get(question);
        if (!tree.isDirectory()) {
            String why = tree.state() == Content.State.UNREADABLE || tree.state() == Content.State.HIDDEN
                    ? "Permission denied: '" + question.path() + "'"
                    : "'" + question.path() + "' is not a directory";
            skipped.put(question.path(), why);
            warnings.add("Skipped '" + question.path() + "' path due to this access issue: " + why);
            return;
        }
        List<String> places = new ArrayList<>(way);
        places.add(tree.path());
        for (FileStatus entry : tree.entries()) {
            examined++;
            String path = TargetPath.rebase(entry.path(), tree.path(), question.path());
            int depth = above + TargetPath.relative(entry.path(), tree.path()).split("/").length;
            Integer deepest = wanted.depth();
            if (deepest != null && deepest > 0 && depth > deepest) {
                continue;
            }
            String name = TargetPath.name(path);
            if ((wanted.hidden() || !name.startsWith(".")) && filter.takes(name)) {
                found.add(new Found(path, entry));
            }
            boolean leads = wanted.follow() && wanted.recurse() && entry.isLink();
            if (leads) {
                FileStatus end = PathParameter.followed(facts, entry.path());
                if (end.isDirectory() && !places.contains(end.path())) {
                    search(new TreeOf(path, 0), depth, places);
                }
            }
        }
    }

    private boolean fits(FileStatus status) {
        boolean type = switch (wanted.file_type()) {
            case ANY -> true;
            case FILE -> status.isFile();
            case DIRECTORY -> status.isDirectory();
            case LINK -> status.isLink();
        };
        return type && fitsAge(status) && fitsSize(status) && fitsContent(status);
    }

    private boolean fitsAge(FileStatus status) {
        if (age == null) {
            return true;
        }
        double time = switch (wanted.age_stamp()) {
            case MTIME -> status.attributes().modified().get();
            case CTIME -> status.attributes().changed().get();
            case ATIME -> accessed(status).get();
        };
        double old = facts.now().toEpochMilli() / 1000.0 - time;
        return age >= 0 ? old >= age : old <= -age;
    }

    private Answer<Double> accessed(FileStatus status) {
        return facts.ask(new AccessTime(status.path())).map(moment -> (double) moment.seconds());
    }

    private boolean fitsSize(FileStatus status) {
        if (size == null || !status.isFile()) {
            return true;
        }
        long bytes = status.attributes().size().get();
        return size >= 0 ? bytes >= size : bytes <= -size;
    }

    private boolean fitsContent(FileStatus status) {
        if (wanted.contains() == null || wanted.file_type() != FindModule.Type.FILE) {
            return true;
        }
        Regex pattern = RegexParameter.compile("contains", wanted.contains());
        Content content = facts.get(new ContentOf(status.path()));
        if (content.state() == Content.State.TOO_LARGE) {
            throw new TaskFailure(
                    status.path() + " is larger than " + ContentOf.LIMIT + " bytes, too large for contains",
                    "use patterns or size to leave it out");
        }
        if (!content.isRead() || !content.bytes().isText()) {
            return false;
        }
        String text = content.bytes().text();
        return wanted.read_whole_file()
                ? pattern.finds(text)
                : TextFile.linesWithEnds(text).stream()
                        .anyMatch(line -> pattern.matcher(line).lookingAt());
    }

    private List<Object> describe(List<Found> fitting) {
        if (wanted.get_checksum()) {
            facts.prefetch(fitting.stream()
                    .filter(each -> each.status().isFile())
                    .map(each -> ChecksumOf.sha1(each.status().path()))
                    .toArray(Fact[]::new));
        }
        List<Object> files = new ArrayList<>();
        for (Found each : fitting) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("path", each.path());
            StatValues.kind(each.status().kind(), file);
            Attributes attributes = each.status().attributes();
            StatValues.permissions(attributes.mode(), file);
            StatValues.identity(attributes, file);
            if (wanted.age_stamp() == FindModule.Stamp.ATIME) {
                file.put("atime", accessed(each.status()).toValue());
            }
            if (wanted.get_checksum() && each.status().isFile()) {
                file.put(
                        "checksum",
                        facts.ask(ChecksumOf.sha1(each.status().path()))
                                .map(sum -> sum.value())
                                .toValue());
            }
            files.add(file);
        }
        return files;
    }
}
