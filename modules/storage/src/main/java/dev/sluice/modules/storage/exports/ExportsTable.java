package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is exported now. {@code exportfs -s} of nfs-utils 2.6 prints, whether or not the server runs:
 *
 * <pre>/srv/nfs  10.0.20.0/24(sync,wdelay,hide,no_subtree_check,sec=sys,rw,no_root_squash,no_all_squash)</pre>
 *
 * <p>Where the kernel's nfsd is loaded it adds {@code secure}, the default; that is left out, so that the same exports are
 * the same table on every host. A host without exportfs exports nothing.
 */
public record ExportsTable() implements ShellFact<List<Export>> {
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([^\\s(]+)\\(([^()]*)\\)");

    @Override
    public Set<Name> names() {
        return Name.programs(
                "exportfs", "/etc/exports", "/etc/exports.d", "/var/lib/nfs/etab", "nfs-server", "nfs-kernel-server");
    }

    @Override
    public String describe() {
        return "the export table";
    }

    @Override
    public Script script() {
        return Script.of("""
                PATH=$PATH:/usr/sbin:/sbin
                command -v exportfs >/dev/null || exit 0
                exportfs -s
                """);
    }

    @Override
    public List<Export> parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(),
                    "exportfs exited with " + output.exitCode() + ": "
                            + output.errorText().strip());
        }
        return output.text().lines().map(this::export).sorted(Export.ORDER).toList();
    }

    private Export export(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new UnparsableOutputException(describe(), "expected 'path  client(options)' but got: " + line);
        }
        return new Export(
                ExportsText.unescape(matcher.group(1)),
                matcher.group(2),
                Answer.of(ExportOptions.split(matcher.group(3)).stream()
                        .filter(option -> !option.equals("secure"))
                        .sorted()
                        .toList()));
    }
}
