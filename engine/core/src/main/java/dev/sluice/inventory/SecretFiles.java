package dev.sluice.inventory;

import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.secret.KeptSecret;
import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Secrets in YAML files of variables on the controller, mode 0600, as a whole encrypted as {@code ansible-vault} does
 * unless the place says otherwise. A file is replaced in one instant, and what else stands in it is kept. Runs of one
 * process take turns; two processes that write one file at the same moment do not.
 */
public final class SecretFiles implements SecretStore {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String PLACEHOLDER = "a placeholder, as long as secrets usually are";

    private final VaultPasswords passwords;
    private final VaultDecryption decryption;
    private final SecureRandom random;
    private final Consumer<String> redaction;

    /**
     * @param passwords for files that are encrypted; a new one takes the first
     * @param random for salts
     * @param redaction is told every secret before it is used for anything
     */
    public SecretFiles(VaultPasswords passwords, SecureRandom random, Consumer<String> redaction) {
        this.passwords = passwords;
        this.decryption = new VaultDecryption(passwords);
        this.random = random;
        this.redaction = redaction;
    }

    /**
     * A file as it is.
     *
     * @param password for writing it; empty if it is not encrypted
     * @param label the vault id; empty for none
     */
    private record Content(SecretDocument document, String password, String label) {}

    @Override
    public synchronized Optional<KeptSecret> look(SecretPlace place) {
        return attempt(place, () -> {
            Content content = read(place);
            content.document().with(place.key(), PLACEHOLDER);
            Path file = Path.of(place.file());
            return content.document().values().get(place.key()) == null
                    ? Optional.empty()
                    : Optional.of(new KeptSecret(
                            Answer.of(Files.getLastModifiedTime(file).toMillis() / 1000)));
        });
    }

    @Override
    public synchronized Optional<Secret> find(SecretPlace place) {
        return attempt(
                place,
                () -> Optional.ofNullable(read(place).document().values().get(place.key()))
                        .map(value -> announced(value.toString())));
    }

    private Secret announced(String value) {
        redaction.accept(value);
        return new Secret(value);
    }

    @Override
    public synchronized void rehearse(SecretPlace place) {
        attempt(place, () -> {
            Files.delete(prepared(place, PLACEHOLDER));
            return true;
        });
    }

    @Override
    public synchronized void keep(SecretPlace place, Secret secret) {
        String value = secret.value().toString();
        redaction.accept(value);
        attempt(place, () -> {
            Files.move(
                    prepared(place, value),
                    target(place),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        });
        if (!find(place).equals(Optional.of(secret))) {
            throw new TaskFailure(place.describe() + " was written, and something else stands there now");
        }
    }

    /** A new file beside the old one, with everything in it and on the disk. */
    private Path prepared(SecretPlace place, String value) throws IOException {
        Content content = read(place);
        String clear = content.document().with(place.key(), value).text();
        String text = content.password().isEmpty() ? clear : encrypted(clear, content);
        Path target = target(place);
        Path prepared = Files.createTempFile(directory(target), "." + target.getFileName() + "-", ".new", OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(prepared, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return prepared;
        } catch (IOException full) {
            Files.deleteIfExists(prepared);
            throw full;
        }
    }

    private String encrypted(String clear, Content content) {
        byte[] salt = new byte[VaultCipher.SALT_BYTES];
        random.nextBytes(salt);
        return new VaultText(
                        content.label(),
                        VaultCipher.seal(clear.getBytes(StandardCharsets.UTF_8), content.password(), salt))
                .written();
    }

    private Content read(SecretPlace place) throws IOException {
        Path file = target(place);
        if (!Files.exists(file)) {
            return new Content(new SecretDocument(place.file(), ""), password(place), "");
        }
        String text = Files.readString(file);
        if (VaultText.isOne(text) != place.encrypted()) {
            throw place.encrypted()
                    ? new VaultException(
                            "it is not encrypted",
                            "encrypt it with 'ansible-vault encrypt', or say 'encrypted: false' where it is named")
                    : new VaultException("it is encrypted", "leave 'encrypted: false' out");
        }
        if (place.encrypted()) {
            VaultDecryption.Opened opened = decryption.open(text.strip());
            SecretDocument document =
                    new SecretDocument(place.file(), opened.clear().value().toString());
            return new Content(document, opened.password().value().toString(), opened.label());
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            throw new VaultException("others than its owner have access to it", "chmod 600");
        }
        return new Content(new SecretDocument(place.file(), text), "", "");
    }

    private String password(SecretPlace place) {
        if (!place.encrypted()) {
            return "";
        }
        return passwords.candidates("").stream()
                .findFirst()
                .map(password -> password.value().toString())
                .orElseThrow(() -> new VaultException(
                        "it would be encrypted, and no vault password was given",
                        "name a file that holds one with --vault-password-file, or say 'encrypted: false' where it"
                                + " is named"));
    }

    /** The file itself where the name is a symbolic link. Its directory can be written to. */
    private static Path target(SecretPlace place) throws IOException {
        Path named = Path.of(place.file());
        Path target = Files.exists(named) ? named.toRealPath() : named;
        Path directory = directory(target);
        if (!Files.isDirectory(directory)) {
            throw new VaultException("no such directory: " + directory, "create it with mode 0700");
        }
        if (!Files.isWritable(directory)) {
            throw new VaultException("nothing can be written into " + directory, "check its owner and mode");
        }
        return target;
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(SecretPlace place, Action<T> action) {
        String what = "the secret " + place.describe() + " cannot be kept: ";
        try {
            return action.run();
        } catch (VaultException unusable) {
            throw new TaskFailure(what + unusable.getMessage() + " (" + unusable.hint() + ")");
        } catch (IOException broken) {
            throw new TaskFailure(what + broken);
        }
    }
}
