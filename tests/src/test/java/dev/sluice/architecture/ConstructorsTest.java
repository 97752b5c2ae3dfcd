package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A constructor, or a record, of the engine has at most five parameters. One that has more says why in a comment directly
 * above its declaration: {@code // More than five: REASON.}
 */
class ConstructorsTest {
    private static final int MOST = 5;

    @Test
    void moreThanFiveParametersHaveAReason() {
        Set<String> all = new TreeSet<>();
        Set<String> without = new TreeSet<>();
        for (JavaClass type : Imported.production()) {
            if (type.getPackageName().startsWith("dev.sluice.modules") || type.isEnum() || type.isAnonymousClass()) {
                continue;
            }
            for (JavaConstructor constructor : type.getConstructors()) {
                all.add(constructor.getFullName());
                if (written(constructor) > MOST && !hasReason(type)) {
                    without.add(constructor.getFullName());
                }
            }
        }

        assertThat(all).hasSizeGreaterThan(500);
        assertThat(without).as("more than five parameters and no reason").isEmpty();
    }

    @Test
    void noReasonStandsWhereNoneIsNeeded() {
        Set<String> needless = new TreeSet<>();
        for (JavaClass type : Imported.production()) {
            boolean needed = type.getConstructors().stream().anyMatch(constructor -> written(constructor) > MOST);
            if (!needed && !type.isAnonymousClass() && hasReason(type)) {
                needless.add(type.getName());
            }
        }

        assertThat(needless).isEmpty();
    }

    /** The parameters that stand in the source: the compiler gives an inner class what encloses it. */
    private static int written(JavaConstructor constructor) {
        JavaClass type = constructor.getOwner();
        boolean inner = type.isInnerClass();
        return constructor.getRawParameterTypes().size() - (inner ? 1 : 0);
    }

    private static boolean hasReason(JavaClass type) {
        String name = Pattern.quote(type.getSimpleName());
        Pattern reason =
                Pattern.compile("// More than five: [^\\n]+(?:\\n *// [^\\n]+)*\\.\\n *(?:\\w+ )*" + name + "\\b");
        return sources(type).anyMatch(source -> reason.matcher(source).find());
    }

    private static Stream<String> sources(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        Path file = Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java");
        return artifacts().stream()
                .map(artifact -> artifact.resolve(file))
                .filter(Files::exists)
                .map(ConstructorsTest::text);
    }

    private static List<Path> artifacts() {
        try (Stream<Path> artifacts = Files.list(Path.of("../engine"))) {
            return artifacts.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
