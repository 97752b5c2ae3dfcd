package dev.sluice.family;

import static java.util.Objects.requireNonNull;

import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A jar with families of modules, loaded by a class loader of its own that lives as long as the program. */
final class ModuleJar {
    private static final String SERVICES = "META-INF/services/";
    private static final String FAMILIES = SERVICES + Family.class.getName();
    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

    /** Java 1 had class files of version 45. */
    private static final int CLASS_FILE_OF_JAVA_0 = 44;

    private final Path file;
    private final ClassLoader loader;

    ModuleJar(Path file) {
        this.file = file;
        this.loader = new URLClassLoader(
                file.toString(), new URL[] {url(file)}, new SharedClasses(ModuleJar.class.getClassLoader()));
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * The families that the jar names as services.
     *
     * @param others the names of other services; a jar that brings one of these needs no family
     * @throws FamilyException if it is no jar, names no service, or cannot be loaded
     */
    List<Family> families(List<String> others) {
        List<String> named = providers(others);
        try {
            List<Family> families = ServiceLoader.load(Family.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            requireAll(named, families);
            families.forEach(ModuleJar::touch);
            return families;
        } catch (UnsupportedClassVersionError tooNew) {
            throw tooNew(tooNew);
        } catch (ServiceConfigurationError broken) {
            throw notCreated(broken);
        } catch (LinkageError other) {
            throw incompatible(other);
        } catch (FamilyException refused) {
            throw refused;
        } catch (RuntimeException defect) {
            throw new FamilyException(file, "cannot be loaded: its family failed with " + defect, defect);
        }
    }

    /** The families that the jar names. It has to name at least one, or a provider of another service. */
    private List<String> providers(List<String> others) {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> families = providers(jar, FAMILIES);
            if (families.isEmpty() && jar.getEntry(FAMILIES) != null) {
                throw new FamilyException(file, "has no modules: its file " + FAMILIES + " names no family");
            }
            for (String other : others) {
                if (!providers(jar, SERVICES + other).isEmpty()) {
                    return families;
                }
            }
            if (families.isEmpty()) {
                throw new FamilyException(file, "has no modules: it has no file " + FAMILIES + " that names a family");
            }
            return families;
        } catch (IOException unreadable) {
            throw new FamilyException(file, "is not a readable jar: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<String> providers(JarFile jar, String services) throws IOException {
        JarEntry entry = jar.getJarEntry(services);
        if (entry == null) {
            return List.of();
        }
        String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A class of Java itself is passed over by the service loader without a word. */
    private void requireAll(List<String> named, List<Family> families) {
        Set<String> found =
                families.stream().map(family -> family.getClass().getName()).collect(Collectors.toSet());
        for (String name : named) {
            if (!found.contains(name)) {
                throw new FamilyException(
                        file, "names '" + name + "' as a family in " + FAMILIES + ", and that is none");
            }
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Asks a family for everything, so that what does not fit is found before a run and not in the middle of it. */
    private static void touch(Family family) {
        requireNonNull(family.name(), "the name of the family");
        family.facts().forEach(fact -> requireNonNull(fact.getRecordComponents(), "a fact is a record"));
        requireNonNull(family.connectors(), "connectors");
        for (Module<?> module : family.modules()) {
            requireNonNull(module.name(), "the name of a module");
            requireNonNull(module.aliases(), "aliases");
            requireNonNull(module.parameters().getRecordComponents(), "parameters are a record");
            requireNonNull(module.getClass().getMethods(), "methods");
        }
    }

    private FamilyException tooNew(UnsupportedClassVersionError error) {
        Matcher version = CLASS_FILE_VERSION.matcher(String.valueOf(error.getMessage()));
        String needed =
                version.find() ? "Java " + (Integer.parseInt(version.group(1)) - CLASS_FILE_OF_JAVA_0) : "a newer Java";
        return new FamilyException(
                file,
                "needs " + needed + ", and this is Java " + Runtime.version().feature()
                        + ": start Sluice with a newer Java, or compile the jar with '--release "
                        + Runtime.version().feature() + "'",
                error);
    }

    private FamilyException notCreated(ServiceConfigurationError error) {
        Throwable cause = error.getCause();
        if (cause instanceof UnsupportedClassVersionError tooNew) {
            return tooNew(tooNew);
        }
        if (cause instanceof LinkageError other && !(cause instanceof ExceptionInInitializerError)) {
            return incompatible(other);
        }
        return new FamilyException(
                file,
                "cannot be loaded: " + String.valueOf(error.getMessage()).replace(Family.class.getName() + ": ", "")
                        + (cause == null ? "" : ": " + cause),
                error);
    }

    private FamilyException incompatible(LinkageError error) {
        return new FamilyException(
                file,
                "does not fit this version of Sluice (" + error + "): build it against the sluice-spi of this version,"
                        + " and put every library that it uses into it",
                error);
    }
}
