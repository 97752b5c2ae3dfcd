package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Script;
import java.util.List;

/** The command that tries a new exports file where it can do no harm. */
final class ExportsTrial {
    /**
     * In a mount namespace of its own, with an empty export table, the candidate takes the place of the real file. Then
     * every expected entry has to be in the trial's table: exportfs exits with 0 for many a mistake. A missing
     * {@code /etc/exports} is made first, as exportfs fails without one.
     */
    private static final String SCRIPT = """
            set -eu
            PATH=$PATH:/usr/sbin:/sbin
            export LC_ALL=C
            candidate=$1 file=$2
            shift 2
            command -v exportfs >/dev/null || { echo 'exportfs is missing: install nfs-kernel-server' >&2; exit 1; }
            [ -e /etc/exports ] || : >/etc/exports
            [ -e "$file" ] || : >"$file"
            exec unshare --mount --propagation private sh -c '
            set -eu
            candidate=$1 file=$2
            shift 2
            mount -t tmpfs -o size=4m,mode=0755 sluice /var/lib/nfs
            : >/var/lib/nfs/etab
            : >/var/lib/nfs/rmtab
            mount --bind "$candidate" "$file"
            if ! said=$(exportfs -ra 2>&1); then
              echo "exportfs refuses the new file, nothing was changed: $said" >&2
              exit 1
            fi
            table=$(exportfs -s 2>/dev/null)
            for entry do
              case $table in
                *"$entry("*) ;;
                *) echo "exportfs silently leaves out $entry: $said" >&2; exit 1 ;;
              esac
            done
            ' sluice "$candidate" "$file" "$@"
            """;

    private ExportsTrial() {}

    /** A command in which {@code %s} stands for the candidate. */
    static Script of(String file, List<Export> expected) {
        List<String> lines = expected.stream()
                .map(export -> ExportsText.escape(export.path()) + "  " + export.client())
                .toList();
        return Script.of("sh -c {} sluice %s {} {}", SCRIPT, file, lines);
    }
}
