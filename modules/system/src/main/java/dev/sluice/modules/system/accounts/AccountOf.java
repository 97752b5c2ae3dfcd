package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.value.Answer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who is the user or group of this name or number? The script prints a line of {@code getent}, or nothing:
 *
 * <pre>postgres:x:111:117:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash</pre>
 *
 * @param kind user or group
 * @param key a name or a number
 */
public record AccountOf(Kind kind, String key) implements ShellFact<Account> {
    /** Users and groups. */
    public enum Kind {
        USER,
        GROUP
    }

    public static AccountOf user(String key) {
        return new AccountOf(Kind.USER, key);
    }

    public static AccountOf group(String key) {
        return new AccountOf(Kind.GROUP, key);
    }

    @Override
    public Set<Name> names() {
        Set<Name> names = new LinkedHashSet<>();
        names.add(named(kind, key));
        if (isNumber()) {
            names.add(numbered(kind));
        }
        return names;
    }

    @Override
    public Set<Name> places(Account account) {
        return account.name() instanceof Answer.Known<String> known ? Set.of(named(kind, known.value())) : Set.of();
    }

    /** Whether the account is asked for by its number, or by a name that looks like one. */
    boolean isNumber() {
        return key.matches("[0-9]+");
    }

    static Name named(Kind kind, String key) {
        return kind == Kind.USER ? Name.user(key) : Name.group(key);
    }

    /** Every account that is asked for by its number. */
    static Name numbered(Kind kind) {
        return named(kind, "by number");
    }

    @Override
    public String describe() {
        return "the " + (kind == Kind.USER ? "user " : "group ") + key;
    }

    @Override
    public Script script() {
        return Script.of("""
                d={} k={}
                if command -v getent >/dev/null; then getent "$d" {}; r=$?; [ $r = 2 ] || exit $r
                else k=$k awk -F: '$1 "" == ENVIRON["k"] "" || $3 "" == ENVIRON["k"] "" { print; exit }' "/etc/$d"; fi
                """, kind == Kind.USER ? "passwd" : "group", key, key);
    }

    @Override
    public Account parse(Output output) {
        String line = output.text().strip();
        if (!output.succeeded()) {
            throw new UnparsableOutputException(describe(), "getent failed: " + output.errorText());
        }
        if (line.isEmpty()) {
            return Account.missing();
        }
        String[] fields = line.split(":", -1);
        if (fields.length < 4 || !fields[2].matches("\\d+") || (kind == Kind.USER && fields.length < 7)) {
            throw new UnparsableOutputException(describe(), "unexpected output of getent: " + line);
        }
        return new Account(
                true,
                Answer.of(Long.parseLong(fields[2])),
                Answer.of(fields[0]),
                Answer.of(kind == Kind.USER ? fields[5] : ""));
    }
}
