package dev.sluice.modules.system.services;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A service on a host, whatever its init system. Prints:
 *
 * <pre>
 * manager=sysvinit
 * exists=yes
 * running=no
 * enabled=yes
 * </pre>
 *
 * <p>With systemd only the manager is answered; {@link UnitState} knows the rest. The exit codes of {@code status} are
 * those of the Linux Standard Base: 0 runs, 1 to 3 does not.
 *
 * @param name the service
 */
public record InitScript(String name) implements ShellFact<InitScript.Found> {
    /**
     * What is known of the service.
     *
     * @param manager {@code systemd}, {@code openrc} or {@code sysvinit}
     * @param exists whether there is such a service
     * @param running whether it runs
     * @param enabled whether it is started at boot
     */
    public record Found(String manager, boolean exists, boolean running, boolean enabled) {
        Found withRunning(boolean now) {
            return new Found(manager, exists, now, enabled);
        }

        Found withEnabled(boolean now) {
            return new Found(manager, exists, running, now);
        }
    }

    @Override
    public Set<Name> names() {
        return Set.of(Name.unit(name), Name.path("/etc/init.d/" + name));
    }

    @Override
    public String describe() {
        return "the service " + name;
    }

    @Override
    public Script script() {
        return Script.of("""
                n={}
                PATH=$PATH:/usr/sbin:/sbin
                [ -d /run/systemd/system ] && { echo manager=systemd; exit 0; }
                case $n in */*) echo manager=sysvinit; echo exists=no; exit 0;; esac
                if command -v rc-service >/dev/null 2>&1; then echo manager=openrc
                  rc-service --exists -- "$n" 2>/dev/null && echo exists=yes || { echo exists=no; exit 0; }
                  rc-service -- "$n" status >/dev/null 2>&1 && echo running=yes || echo running=no
                  rc-update show 2>/dev/null | { e=no; while read -r s l; do [ "$s" = "$n" ] && e=yes; done; echo "enabled=$e"; }
                else echo manager=sysvinit
                  [ -x "/etc/init.d/$n" ] && echo exists=yes || { echo exists=no; exit 0; }
                  "/etc/init.d/$n" status >/dev/null 2>&1 && echo running=yes || echo running=no
                  e=no; for l in /etc/rc[2345].d/S??"$n" /etc/rc.d/rc[2345].d/S??"$n"; do [ -e "$l" ] && e=yes; done
                  echo "enabled=$e"
                fi
                """, name);
    }

    @Override
    public Found parse(Output output) {
        Map<String, String> values = new HashMap<>();
        output.text()
                .lines()
                .filter(line -> line.contains("="))
                .forEach(line ->
                        values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        String manager = values.get("manager");
        if (manager == null) {
            throw new UnparsableOutputException(
                    describe(), "no line 'manager=' in: " + output.text() + output.errorText());
        }
        return new Found(
                manager,
                "yes".equals(values.get("exists")),
                "yes".equals(values.get("running")),
                "yes".equals(values.get("enabled")));
    }
}
