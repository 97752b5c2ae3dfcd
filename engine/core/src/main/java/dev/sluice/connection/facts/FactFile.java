package dev.sluice.connection.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** Reads and writes {@link FactStore}s. */
public final class FactFile {
    private static final String FORMAT = "sluice-facts";
    private static final int VERSION = 1;
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
        JsonNode root = parse(file);
        if (!root.path("format").asText().equals(FORMAT)) {
            throw new FactFileException(file + " is not a fact file; 'sluice facts record' writes one");
        }
        if (root.path("version").asInt() != VERSION) {
            throw new FactFileException(
                    file + " is a fact file of version " + root.path("version").asText()
                            + ", and this Sluice reads version " + VERSION + "; record the facts again");
        }
        FactStore store = new FactStore(registry, isSecret);
        for (Map.Entry<String, JsonNode> target : root.path("targets").properties()) {
            if (target.getValue().path("login").isTextual()) {
                store.setLogin(target.getKey(), target.getValue().get("login").textValue());
            }
            int index = 0;
            for (JsonNode entry : target.getValue().path("facts")) {
                load(file, target.getKey(), index++, entry, store);
            }
        }
        return store;
    }

    private static JsonNode parse(Path file) throws FactFileException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FactFileException(file + " is larger than 256 MiB and not read");
            }
            return MAPPER.readTree(file.toFile());
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

    private static void load(Path file, String target, int index, JsonNode entry, FactStore store)
            throws FactFileException {
        JsonNode answer = entry.deepCopy();
        if (!(answer instanceof ObjectNode object)
                || !entry.path("fact").isTextual()
                || !entry.path("key").isObject()
                || !entry.path("user").isTextual()) {
            throw new FactFileException(file + ": entry " + index + " of " + target
                    + " should be an object with fact, key, user, read and known or unknown");
        }
        object.retain("known", "unknown");
        try {
            Instant read = Instant.parse(entry.path("read").asText());
            store.load(
                    target,
                    entry.get("fact").textValue(),
                    entry.get("key"),
                    entry.get("user").textValue(),
                    read,
                    object);
        } catch (DateTimeException noTime) {
            throw new FactFileException(
                    file + ": entry " + index + " of " + target + " does not say when it was read", noTime);
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
            MAPPER.writeValue(temporary.toFile(), tree(store));
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
            entry.setAll((ObjectNode) answer);
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
