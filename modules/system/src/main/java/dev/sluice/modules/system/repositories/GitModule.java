package dev.sluice.modules.system.repositories;

import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps working copies of git repositories, as Ansible's {@code git} in its common uses. */
public final class GitModule implements Module<GitModule.Parameters> {
    @Description(
            value = "Clones a git repository or brings a working copy to a version. Local changes to tracked"
                    + " files are never overwritten without `force`.",
            example = """
                    - git:
                        repo: https://git.example.org/infra.git
                        dest: /srv/infra
                        version: main
                    """,
            returns = {
                "before: the commit that was checked out before; null if there was none",
                "after: the commit that is checked out afterwards; null if there is none"
            },
            refuses = {
                "accept_hostkey: use `accept_newhostkey`, which refuses a key that changed",
                "archive, archive_prefix: use `command: git archive` with `creates`",
                "bare, separate_git_dir: only working copies are managed",
                "executable: git is looked up in PATH",
                "gpg_whitelist, verify_commit: signatures are not verified",
                "reference, refspec, single_branch, track_submodules: what is fetched follows from "
                        + "`version` and `depth`",
                "ssh_opts: options of ssh belong in ssh_config(5)",
                "umask: the copy is made with the umask of the task's user"
            })
    record Parameters(
            @Parameter(value = "The address of the repository.", required = true, aliases = "name")
            String repo,

            @Parameter(value = "The directory of the working copy.", required = true)
            String dest,

            @Parameter(value = "A branch, a tag or a full commit.", defaultValue = "HEAD")
            String version,

            @Parameter(value = "The name of the origin in the working copy.", defaultValue = "origin")
            String remote,

            @Parameter("How many commits of history a clone gets; all if not given.") @Nullable
            Integer depth,

            @Parameter("Whether changes to tracked files are thrown away. Destroys them.")
            boolean force,

            @Parameter(value = "Whether an existing working copy is brought up to date.", defaultValue = "true")
            boolean update,

            @Parameter(value = "Whether a missing working copy is made.", name = "clone", defaultValue = "true")
            boolean makes,

            @Parameter(value = "Whether submodules are checked out too.", defaultValue = "true")
            boolean recursive,

            @Parameter("Whether the key of an SSH server that is not known yet is accepted.")
            boolean accept_newhostkey,

            @Parameter("A file on the host with the SSH key to use.") @Nullable
            String key_file) {}

    @Override
    public String name() {
        return "git";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        GitCopy question = new GitCopy(wanted.dest(), wanted.repo(), wanted.version(), wanted.remote(), access(wanted));
        GitCopy.Found found = facts.get(question);
        String head = found.head().get();
        if (found.state().equals("other")) {
            throw new TaskFailure(
                    wanted.dest() + " exists and is not a working copy of git", "use another directory, or clear it");
        }
        if (found.target().isEmpty()) {
            throw new TaskFailure(wanted.repo() + " has no branch and no tag " + wanted.version());
        }
        boolean missing = found.state().equals("absent");
        boolean left = missing ? !wanted.makes() : !wanted.update();
        boolean same = head.equals(found.target()) && found.url().is(wanted.repo());
        String after = left ? head : found.target();
        if (left || same && !(wanted.force() && found.dirty().get())) {
            return Plan.unchanged(values(head, after));
        }
        if (!missing && found.dirty().get() && !wanted.force()) {
            throw new TaskFailure(
                    "tracked files in " + wanted.dest() + " were changed, and an update would overwrite them",
                    "commit them, or set force: true to discard them");
        }
        Change change = Change.of(
                        wanted.dest(),
                        "commit",
                        head,
                        after,
                        List.of(Steps.Run.of(script(wanted, found, missing))),
                        List.of(
                                new Disturbed(wanted.dest(), "what git checks out in " + wanted.dest()),
                                new GitCopied(wanted.dest(), after, wanted.repo())))
                .withRisk(!missing && found.dirty().get() ? Risk.DESTRUCTIVE : Risk.SAFE);
        return Plan.changes(List.of(change), values(head, after)).withCompletion(done -> values(head, after));
    }

    private static Map<String, Object> values(String before, String after) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("before", before.isEmpty() ? null : before);
        values.put("after", after.isEmpty() ? null : after);
        return values;
    }

    private static Script script(Parameters wanted, GitCopy.Found found, boolean missing) {
        List<Script> lines = new ArrayList<>();
        lines.add(Script.of("set -e"));
        lines.add(Script.of("export {}", access(wanted).variables()));
        lines.add(Script.of("d={}", wanted.dest()));
        lines.add(Script.of("g() { git -c safe.directory='*' -C \"$d\" \"$@\"; }"));
        Script depth = wanted.depth() == null ? Script.of("") : Script.of(" --depth {}", wanted.depth());
        if (missing) {
            Script branch = found.branch() && wanted.depth() != null
                    ? Script.of(" --branch {}", wanted.version())
                    : Script.of("");
            lines.add(Script.of("mkdir -p -- \"$(dirname -- \"$d\")\""));
            lines.add(Script.of(
                    "git clone -q --origin {}{}{} -- {} \"$d\"", wanted.remote(), depth, branch, wanted.repo()));
        } else {
            lines.add(Script.of("g remote set-url -- {} {}", wanted.remote(), wanted.repo()));
        }
        boolean tip = found.branch() || wanted.version().equals("HEAD");
        String reference = tip ? wanted.version() : found.target();
        if (!missing || wanted.depth() != null) {
            lines.add(Script.of(
                    "g fetch -q --force --tags{} -- {} {} || g fetch -q --force --tags -- {}",
                    depth,
                    wanted.remote(),
                    reference,
                    wanted.remote()));
        }
        lines.add(checkout(wanted, found, missing && tip));
        lines.add(Script.of("g reset -q --hard {}", found.target()));
        if (wanted.recursive()) {
            lines.add(Script.of("[ ! -e \"$d/.gitmodules\" ] || g submodule -q update --init --recursive"));
        }
        return Script.join("\n", lines);
    }

    private static Script checkout(Parameters wanted, GitCopy.Found found, boolean cloned) {
        if (found.branch()) {
            return Script.of("g checkout -q --force -B {} {}", wanted.version(), found.target());
        }
        return cloned
                ? Script.of("g checkout -q --force HEAD")
                : Script.of("g checkout -q --force --detach {}", found.target());
    }

    private static GitAccess access(Parameters wanted) {
        return new GitAccess(wanted.accept_newhostkey(), wanted.key_file() == null ? "" : wanted.key_file());
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return List.of(new Disturbed(wanted.dest(), reason));
    }
}
