package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Bytes;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts of all exports files but one. exportfs reads {@code /etc/exports} and {@code *.exports} in
 * {@code /etc/exports.d} whose names do not start with a dot (exports(5)). The script prints for each file its name, its
 * size in bytes and its text:
 *
 * <pre>
 * /etc/exports.d/media.exports 28
 * /srv/media 10.0.20.0/24(ro)
 * </pre>
 *
 * @param file the one that is left out
 */
public record OtherExports(String file) implements ShellFact<Map<String, String>> {
    @Override
    public Set<Name> names() {
        return Name.programs("/etc/exports", "/etc/exports.d");
    }

    @Override
    public String describe() {
        return "the exports files besides " + file;
    }

    @Override
    public Script script() {
        return Script.of("""
                for f in /etc/exports /etc/exports.d/*.exports; do
                  [ -f "$f" ] && [ "$f" != {} ] || continue
                  printf '%s %s\\n' "$f" "$(wc -c <"$f")"
                  cat "$f" || exit 1
                done
                exit 0
                """, file);
    }

    @Override
    public Map<String, String> parse(Output output) {
        Map<String, String> files = new TreeMap<>();
        String rest = output.text();
        while (!rest.isEmpty()) {
            int end = rest.indexOf('\n');
            String[] head = end < 0 ? new String[0] : rest.substring(0, end).split(" ");
            if (!output.succeeded() || head.length != 2 || !head[1].matches("[0-9]{1,9}")) {
                throw new UnparsableOutputException(describe(), "expected 'file size' but got: " + rest);
            }
            byte[] left = Bytes.of(rest.substring(end + 1)).toArray();
            int size = Integer.parseInt(head[1]);
            if (size > left.length) {
                throw new UnparsableOutputException(describe(), head[0] + " ends too early");
            }
            files.put(head[0], Bytes.of(Arrays.copyOf(left, size)).text());
            rest = Bytes.of(Arrays.copyOfRange(left, size, left.length)).text();
        }
        return files;
    }
}
