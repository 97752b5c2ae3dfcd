package dev.sluice.modules.system.services;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of a unit of systemd, from {@code systemctl show} and {@code list-dependencies}. A unit that is only a file
 * so far is read from there, so what earlier tasks write counts. Sample lines:
 *
 * <pre>
 * Id=nfs-server.service
 * LoadState=loaded
 * ActiveState=active
 * UnitFileState=enabled
 * Type=oneshot
 * RemainAfterExit=yes
 * CanReload=yes
 * NeedDaemonReload=no
 * pulls=rpcbind.socket
 * dependents=multi-user.target
 * </pre>
 *
 * @param name with its suffix, e.g. {@code nfs-server.service}
 * @param scope whose units
 */
public record UnitState(String name, Scope scope) implements ShellFact<Unit>, DerivedFact<Unit> {
    private static final String PROPERTIES =
            "Id,LoadState,ActiveState,UnitFileState,Type,RemainAfterExit,CanReload,NeedDaemonReload";
    private static final Set<String> SUFFIXES = Set.of(
            "automount", "device", "mount", "path", "scope", "service", "slice", "socket", "swap", "target", "timer");

    /** The unit of the system with this name, with or without {@code .service}. */
    public static UnitState of(String name) {
        return of(name, Scope.SYSTEM);
    }

    public static UnitState of(String name, Scope scope) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return new UnitState(SUFFIXES.contains(suffix) ? name : name + ".service", scope);
    }

    @Override
    public Set<Name> names() {
        return Set.copyOf(List.of(Name.unit(name), Name.unit(name.replaceFirst("\\.service$", ""))));
    }

    @Override
    public String describe() {
        return "the unit " + name;
    }

    @Override
    public Script script() {
        return Script.of("""
                {} show -p {} -- {} || exit 1
                for k in pulls dependents; do
                  r=; [ $k = pulls ] || r=--reverse
                  {} list-dependencies --plain --no-pager --no-legend $r -- {} 2>/dev/null |
                    sed "1d; s/^[^[:alnum:]]*//; s/^/$k=/"
                done
                """, scope.systemctl(), PROPERTIES, name, scope.systemctl(), name);
    }

    @Override
    public Unit parse(Output output) {
        if (!output.succeeded()) {
            throw new UnparsableOutputException(
                    describe(), "systemd does not answer (" + output.errorText().strip() + ")");
        }
        Map<String, String> values = new LinkedHashMap<>();
        output.text()
                .lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> values.putIfAbsent(
                        line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        String load = values.getOrDefault("LoadState", "");
        String active = values.getOrDefault("ActiveState", "");
        if (load.isEmpty() || active.isEmpty()) {
            throw new UnparsableOutputException(describe(), "no LoadState and ActiveState in: " + output.text());
        }
        boolean oneShot = values.getOrDefault("Type", "").equals("oneshot")
                && !values.getOrDefault("RemainAfterExit", "").equals("yes");
        return new Unit(
                Answer.of(values.getOrDefault("Id", name)),
                Answer.of(load),
                Answer.of(active),
                Answer.of(values.getOrDefault("UnitFileState", "")),
                Answer.of(oneShot),
                Answer.of(values.getOrDefault("CanReload", "").equals("yes")),
                Answer.of(values.getOrDefault("NeedDaemonReload", "").equals("yes")),
                Answer.of(listed(output, "pulls=")),
                Answer.of(listed(output, "dependents=")));
    }

    private static List<String> listed(Output output, String key) {
        Stream<String> lines = output.text().lines().filter(line -> line.startsWith(key));
        return lines.map(line -> line.substring(key.length()).strip())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Reach sources() {
        return Reach.at(Name.paths(UnitFile.places(this)));
    }

    @Override
    public Set<Name> places(Unit unit) {
        return unit.id() instanceof Answer.Known<String> id ? Set.of(Name.unit(id.value())) : Set.of();
    }

    @Override
    public Answer<Unit> follow(Altered altered, Answer<Unit> answer, World world) {
        return new UnitFile(this, world).follow(answer);
    }
}
