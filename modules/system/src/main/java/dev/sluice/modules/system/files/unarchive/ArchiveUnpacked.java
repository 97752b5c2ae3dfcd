package dev.sluice.modules.system.files.unarchive;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;

/**
 * Is all that an archive of the target holds to be found below a directory? Compares with {@code tar --diff}, a zip
 * archive member by member, and prints {@code same} or {@code differs}; an archive that cannot be listed differs, so
 * that unpacking it says why. Who is not root cannot give files away, so
 * owners and permission bits then do not count.
 *
 * @param archive its canonical path
 * @param directory where it is unpacked, canonical
 * @param options further options for tar
 * @param excludes members that are left out
 * @param includes the members that count; empty for all
 */
public record ArchiveUnpacked(
        String archive, String directory, List<String> options, List<String> excludes, List<String> includes)
        implements ShellFact<Boolean>, DerivedFact<Boolean> {
    public ArchiveUnpacked {
        options = List.copyOf(options);
        excludes = List.copyOf(excludes);
        includes = List.copyOf(includes);
    }

    @Override
    public Set<Name> names() {
        return Set.copyOf(List.of(Name.path(archive), Name.path(directory)));
    }

    @Override
    public String describe() {
        return "whether " + archive + " is unpacked in " + directory;
    }

    @Override
    public Script script() {
        return Script.of(
                """
                a={} d={} LC_ALL=C
                export LC_ALL
                case $(head -c 2 "$a") in PK)
                command -v unzip >/dev/null || { echo differs; exit 0; }
                l=$(unzip -Z1 "$a" {} {} 2>/dev/null) || { echo differs; exit 0; }
                printf '%s\\n' "$l" | while IFS= read -r m; do
                case $m in -*) n=[-]${m#-};; *) n=$m;; esac
                case $m in */) [ -d "$d/$m" ];; *) unzip -p "$a" "$n" | cmp -s - "$d/$m";; esac || { echo differs; exit; }
                done | grep . || echo same;;
                *)
                o='^tar: (.*implausibly old time stamp|Removing leading )'
                [ "$(id -u)" = 0 ] || o="$o"'|: (Uid|Gid|Mode) differs$'
                r=$(tar --diff {} {} -C "$d" -f "$a" -- {} 2>&1 | grep -Ev "$o")
                if [ -z "$r" ]; then echo same; else echo differs; fi;; esac
                """,
                archive,
                directory,
                MemberNames.forUnzip(includes),
                MemberNames.leftOutByUnzip(excludes),
                options.stream().map(Script::argument).toList(),
                MemberNames.leftOutByTar(excludes),
                includes);
    }

    @Override
    public Boolean parse(Output output) {
        return switch (output.text().strip()) {
            case "same" -> true;
            case "differs" -> false;
            default ->
                throw new UnparsableOutputException(
                        describe(), "expected same or differs, not " + output.text() + output.errorText());
        };
    }

    @Override
    public Reach sources() {
        return Reach.at(names());
    }

    @Override
    public Answer<Boolean> follow(Altered altered, Answer<Boolean> answer, World world) {
        return Answer.unknown(describe() + " after a change there");
    }
}
