package dev.sluice.modules.system.kernel;

import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import java.util.Optional;
import java.util.Set;

/**
 * The value of a kernel setting in use, from its file below {@code /proc/sys}; empty if the kernel has no such setting.
 * Fields of one value are separated by single blanks: {@code 4096 131072 6291456}.
 *
 * @param key e.g. {@code net.ipv4.ip_forward}
 */
public record KernelSetting(String key) implements ShellFact<Optional<String>> {
    @Override
    public Set<Name> names() {
        return Set.of(new Name("kernel parameter", key), Name.program("sysctl"), Name.path(path()));
    }

    private String path() {
        return "/proc/sys/" + key.replace('.', '/');
    }

    @Override
    public String describe() {
        return "the kernel setting " + key;
    }

    @Override
    public Script script() {
        return Script.of("f={}; [ -r \"$f\" ] && { echo ok; cat \"$f\"; }; true", path());
    }

    @Override
    public Optional<String> parse(Output output) {
        String text = output.text();
        return text.startsWith("ok\n") ? Optional.of(normal(text.substring(3))) : Optional.empty();
    }

    /** A value in one form, whatever blanks are in it. */
    static String normal(String value) {
        return value.strip().replaceAll("\\s+", " ");
    }
}
