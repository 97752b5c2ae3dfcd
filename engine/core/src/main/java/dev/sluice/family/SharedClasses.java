package dev.sluice.family;

import java.util.List;

/**
 * What a jar of modules sees of Sluice: the SPI, Python's semantics, the facts of the distribution's families, the libraries
 * that appear in them, and Jinjava, by whose interfaces a jar brings filters and tests. Everything else it brings itself, in whatever version it likes.
 */
final class SharedClasses extends ClassLoader {
    private static final List<String> SHARED = List.of(
            "dev.sluice.spi.",
            "dev.sluice.python.",
            "dev.sluice.modules.",
            "org.jspecify.annotations.",
            "com.hubspot.jinjava.",
            "com.fasterxml.jackson.");

    private final ClassLoader sluice;

    SharedClasses(ClassLoader sluice) {
        super("shared", getPlatformClassLoader());
        this.sluice = sluice;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return sluice.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
