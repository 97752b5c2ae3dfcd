package dev.sluice.modules.system.files.unarchive;

import dev.sluice.modules.system.files.Disturbed;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Tree;
import dev.sluice.modules.system.files.TreeOf;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unpacks an archive with the target's own {@code tar} or {@code unzip}. */
record ProgramUnpacking(UnarchiveModule.Parameters wanted, Facts facts, FileStatus directory) {
    /**
     * The plan.
     *
     * @param archive what the controller holds; null if it is not read yet, or on the target
     */
    Plan plan(@Nullable Bytes archive, Map<String, Object> values) {
        if (wanted.mode() != null || wanted.owner() != null || wanted.group() != null) {
            throw new TaskFailure(
                    "mode, owner and group are only set on what is in a .tar or .tar.gz of the controller;"
                            + " set them with file: recurse afterwards");
        }
        if (wanted.remote_src() && isHarmless() && isUnpacked()) {
            return Plan.unchanged(values);
        }
        String place = directory.path();
        Steps.Run step = wanted.remote_src()
                ? Steps.Run.of(script(Script.of("t={}", PathParameter.absolute(facts, wanted.src()))))
                : Steps.Run.of(script(Script.of("t=$(mktemp)\ntrap 'rm -f \"$t\"' EXIT\ncat >\"$t\"")))
                        .withInput(archive == null ? ofController() : archive);
        Change change = Change.of(
                        place,
                        "content",
                        "",
                        "unpacked " + wanted.src(),
                        List.of(step),
                        List.of(new Disturbed(place, "what is in the archive " + wanted.src())))
                .withKind(Change.Kind.EVENT);
        return Plan.changes(List.of(change), values);
    }

    /** Whether tar may be given the task's options in a check: many run programs or write files. */
    private boolean isHarmless() {
        return orNone(wanted.extra_opts()).stream().allMatch(each -> each.matches("--strip-components=[0-9]+"));
    }

    private Bytes ofController() {
        return facts.controller().read(facts.controller().find(wanted.src(), "files"));
    }

    /** Whether an archive of the target has nothing left to unpack; what is empty is not asked. */
    private boolean isUnpacked() {
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

    /** @param source sets {@code $t}, the archive */
    private Script script(Script source) {
        List<String> excludes = orNone(wanted.exclude());
        List<String> includes = orNone(wanted.include());
        List<Script> options =
                orNone(wanted.extra_opts()).stream().map(Script::argument).toList();
        return Script.of(
                """
                set -e
                {}
                d={}
                case $(head -c 2 "$t") in PK)
                unzip -q -o {} "$t" {} -d "$d" {};;
                *)
                tar -x {} {} -C "$d" -f "$t" -- {};; esac
                """,
                source,
                directory.path(),
                options,
                MemberNames.forUnzip(includes),
                MemberNames.leftOutByUnzip(excludes),
                options,
                MemberNames.leftOutByTar(excludes),
                includes);
    }
}
