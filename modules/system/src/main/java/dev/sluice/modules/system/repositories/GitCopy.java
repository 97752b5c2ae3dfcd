package dev.sluice.modules.system.repositories;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A working copy of a git repository, and what its origin has. Prints, with the commits in full:
 *
 * <pre>
 * state=copy
 * head=3f786850e387550fdab836ed7e6dc881de23001b
 * url=https://git.example.org/infra.git
 * dirty=no
 * remote=89e6c98d92887913cadf06b2adb97f26cde4849b	refs/heads/main
 * </pre>
 *
 * @param place the directory
 * @param repository the address of the origin
 * @param version a branch, a tag or {@code HEAD}; a full commit is not looked up
 * @param remote the name of the origin in the working copy
 * @param access how its server is reached over SSH
 */
public record GitCopy(String place, String repository, String version, String remote, GitAccess access)
        implements ShellFact<GitCopy.Found>, DerivedFact<GitCopy.Found> {
    /**
     * What is known.
     *
     * @param state {@code copy}, {@code absent} (or an empty directory) or {@code other}
     * @param head the commit that is checked out; empty if there is none
     * @param url the origin's address in the working copy
     * @param dirty whether tracked files were changed
     * @param target the commit that the origin has for the version; empty if it has none
     * @param branch whether the version is a branch there
     */
    public record Found(
            String state,
            Answer<String> head,
            Answer<String> url,
            Answer<Boolean> dirty,
            String target,
            boolean branch) {}

    @Override
    public Set<Name> names() {
        return Set.copyOf(List.of(Name.path(place), Name.pathOr("url", repository)));
    }

    @Override
    public String describe() {
        return "the working copy " + place;
    }

    @Override
    public Script script() {
        return Script.of("""
                command -v git >/dev/null 2>&1 || exit 3
                d={}
                g() { git -c safe.directory='*' -C "$d" "$@"; }
                if [ -e "$d/.git" ]; then echo state=copy
                  echo "head=$(g rev-parse -q --verify HEAD 2>/dev/null)"
                  echo "url=$(g config --get {})"
                  [ -z "$(g status --porcelain -uno 2>/dev/null | head -n 1)" ] && echo dirty=no || echo dirty=yes
                elif [ -d "$d" ] && [ -z "$(ls -A "$d")" ]; then echo state=absent
                elif [ -e "$d" ]; then echo state=other
                else echo state=absent; fi
                {}
                """, place, "remote." + remote + ".url", look());
    }

    private Script look() {
        String v = version;
        if (v.matches("[0-9a-f]{40}")) {
            return Script.of("printf 'remote=%s\\tcommit\\n' {}", v);
        }
        List<String> asked =
                v.equals("HEAD") ? List.of(v) : List.of("refs/heads/" + v, "refs/tags/" + v, "refs/tags/" + v + "^{}");
        return Script.of(
                "r=$({} git ls-remote -- {} {}) || exit 4; printf '%s\\n' \"$r\" | sed 's/^./remote=&/'",
                access.variables(), repository, asked);
    }

    /** A directory that goes takes the copy with it; another change in it may be one of a tracked file. */
    @Override
    public Reach sources() {
        return Reach.at(Name.path(place));
    }

    @Override
    public Answer<Found> follow(Altered altered, Answer<Found> answer, World world) {
        if (!answer.isKnown()) {
            return answer;
        }
        Found found = answer.get();
        Answer<FileStatus> status = world.after(new FileAt(place));
        if (status.isKnown() && status.get().kind() == FileKind.ABSENT) {
            return Answer.of(new Found(
                    "absent", Answer.of(""), Answer.of(""), Answer.of(false), found.target(), found.branch()));
        }
        if (found.state().equals("absent")) {
            Answer<Tree> tree = world.after(new TreeOf(place, 1));
            boolean filled = tree.isKnown() && !tree.get().entries().isEmpty();
            return filled ? Answer.unknown("what an earlier task puts into " + place) : answer;
        }
        Answer<Boolean> dirty = Answer.unknown("whether an earlier task changes a tracked file in " + place);
        return Answer.of(new Found(found.state(), found.head(), found.url(), dirty, found.target(), found.branch()));
    }

    @Override
    public Found parse(Output output) {
        if (output.exitCode() == 3) {
            throw new UnparsableOutputException(describe(), "git is not installed on this host; install it first");
        }
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(),
                    "the origin " + repository + " does not answer: "
                            + output.errorText().strip());
        }
        Map<String, String> values = new HashMap<>();
        Map<String, String> references = new HashMap<>();
        output.text().lines().filter(line -> line.contains("=")).forEach(line -> {
            String value = line.substring(line.indexOf('=') + 1);
            if (line.startsWith("remote=") && value.contains("\t")) {
                references.put(value.split("\t", 2)[1], value.split("\t", 2)[0]);
            } else {
                values.put(line.substring(0, line.indexOf('=')), value);
            }
        });
        String branch = references.getOrDefault("refs/heads/" + version, references.getOrDefault("HEAD", ""));
        String tag = references.getOrDefault(
                "refs/tags/" + version + "^{}", references.getOrDefault("refs/tags/" + version, ""));
        return new Found(
                values.getOrDefault("state", "other"),
                Answer.of(values.getOrDefault("head", "")),
                Answer.of(values.getOrDefault("url", "")),
                Answer.of("yes".equals(values.get("dirty"))),
                !branch.isEmpty() ? branch : !tag.isEmpty() ? tag : references.getOrDefault("commit", ""),
                references.containsKey("refs/heads/" + version));
    }
}
