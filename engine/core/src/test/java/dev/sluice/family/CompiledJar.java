package dev.sluice.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar made of sources in a test. Sources may use {@code dev.sluice.spi.Retired}, an interface that is not there. */
record CompiledJar(Map<String, byte[]> entries) {
    private static final String RETIRED = "package dev.sluice.spi; public interface Retired {}";
    private static final Pattern NAME =
            Pattern.compile("package ([\\w.]+);.*?(?:class|interface) (\\w+)", Pattern.DOTALL);

    /** The offset of the major version in a class file. */
    private static final int MAJOR_VERSION = 7;

    static CompiledJar of(Path work, String... sources) throws IOException {
        Path output = Files.createDirectories(work.resolve("out"));
        List<String> arguments = new ArrayList<>(List.of(
                "-d", output.toString(), "-proc:none", "-parameters", "-cp", System.getProperty("java.class.path")));
        for (String source :
                Stream.concat(Stream.of(RETIRED), Stream.of(sources)).toList()) {
            Matcher name = NAME.matcher(source);
            assertThat(name.find()).isTrue();
            Path file = Files.createDirectories(work.resolve(name.group(1).replace('.', '/')))
                    .resolve(name.group(2) + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.put(output.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new CompiledJar(entries);
    }

    CompiledJar withService(Class<?> service, String provider) {
        return with("META-INF/services/" + service.getName(), provider.getBytes(StandardCharsets.UTF_8));
    }

    private CompiledJar with(String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(entries);
        more.put(name, content);
        return new CompiledJar(more);
    }

    CompiledJar without(String type) {
        Map<String, byte[]> fewer = new TreeMap<>(entries);
        fewer.remove(type.replace('.', '/') + ".class");
        return new CompiledJar(fewer);
    }

    /** As a compiler for another Java makes it. */
    CompiledJar compiledForJava(int version) {
        Map<String, byte[]> other = new TreeMap<>(entries);
        other.replaceAll((name, content) -> {
            byte[] changed = content.clone();
            if (name.endsWith(".class")) {
                changed[MAJOR_VERSION] = (byte) (44 + version);
            }
            return changed;
        });
        return new CompiledJar(other);
    }

    void write(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }
}
