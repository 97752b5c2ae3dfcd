package dev.sluice.connection.facts;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reads and writes {@link FactStore}s. */
public final class FactFile {
    private static final String FORMAT = "sluice-facts";
    private static final int VERSION = 1;
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final long LARGEST = 256L * 1024 * 1024;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 * 1024 * 1024)
                            .maxDocumentLength(LARGEST)
                            .build())
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT);

    private FactFile() {}

    /**
     * Reads a file.
     *
     * @param isSecret for what is put into the store later
     * @throws FactFileException if it cannot be read or is no fact file of this version
     */
    public static FactStore read(Path file, FactRegistry registry, Predicate<String> isSecret)
            throws FactFileException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FactFileException(file + " is larger than 256 MiB and not read");
            }
            checkHeader(file);
            FactStore store = new FactStore(registry, isSecret);
            try (JsonParser parser = MAPPER.createParser(file.toFile())) {
                new FactFileParser(file, parser, registry, store).parse();
            }
            return store;
        } catch (NoSuchFileException missing) {
            throw new FactFileException("no such fact file: " + file, missing);
        } catch (JsonProcessingException broken) {
            throw new FactFileException(
                    file + " is not valid JSON: " + broken.getOriginalMessage() + " at line "
                            + (broken.getLocation() == null
                                    ? 0
                                    : broken.getLocation().getLineNr()),
                    broken);
        } catch (IOException unreadable) {
            throw new FactFileException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Reads no further than to the version, which files have at their beginning. */
    private static void checkHeader(Path file) throws FactFileException, IOException {
        Map<String, String> header = new HashMap<>();
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (header.size() < 2 && parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    if (parser.nextToken().isScalarValue() && (name.equals("format") || name.equals("version"))) {
                        header.put(name, parser.getText());
                    }
                    parser.skipChildren();
                }
            }
        }
        if (!FORMAT.equals(header.get("format"))) {
            throw new FactFileException(file + " is not a fact file; 'sluice facts record' writes one");
        }
        String version = header.getOrDefault("version", "");
        if (!version.equals(String.valueOf(VERSION))) {
            throw new FactFileException(file + " is a fact file of version " + version
                    + ", and this Sluice reads version " + VERSION + "; record the facts again");
        }
    }

    /**
     * Writes a store so that readers see the old file or the new one. Only its owner may read it, for facts are about
     * systems that are not everybody's business.
     *
     * @throws FactFileException if it cannot be written; the old file is untouched then
     */
    public static void write(FactStore store, Path file) throws FactFileException {
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".new");
        try {
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, ownerOnly(temporary));
            try (JsonGenerator json = MAPPER.createGenerator(temporary.toFile(), JsonEncoding.UTF8)) {
                json.setHighestNonEscapedChar(LAST_BEFORE_SURROGATES); // those alone stand for bytes that are not UTF-8
                MAPPER.writeValue(json, tree(store));
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new FactFileException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new java.nio.file.attribute.FileAttribute<?>[] {
                    java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"))
                }
                : new java.nio.file.attribute.FileAttribute<?>[0];
    }

    private static ObjectNode tree(FactStore store) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        ObjectNode targets = root.putObject("targets");
        store.visit((target, fact, key, user, read, answer) -> {
            ObjectNode entry = array(store, targets, target).addObject();
            entry.put("fact", fact);
            entry.set("key", key);
            entry.put("user", user).put("read", read.toString());
            entry.setAll(answer);
        });
        return root;
    }

    private static ArrayNode array(FactStore store, ObjectNode targets, String name) {
        if (targets.get(name) instanceof ObjectNode known) {
            return known.withArray("facts");
        }
        ObjectNode target = targets.putObject(name);
        store.login(name).ifPresent(login -> target.put("login", login));
        return target.putArray("facts");
    }
}
