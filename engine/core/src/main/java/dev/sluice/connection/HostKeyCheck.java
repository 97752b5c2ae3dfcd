package dev.sluice.connection;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import dev.sluice.connection.KnownHosts.Entry;
import dev.sluice.connection.SshDestination.Checking;
import dev.sluice.connection.SshDestination.HostKeyPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the host key of one connection, and remembers why it was refused. Unlike JSch's own repository it never
 * rewrites the user's file: a new key is appended.
 */
final class HostKeyCheck implements HostKeyRepository {
    private static final String REVOKED = "@revoked";

    private final HostKeyPolicy policy;
    private final String host;
    private final List<Entry> entries;
    private @Nullable String refusal;

    /**
     * @param host the name under which the key should be known
     */
    HostKeyCheck(HostKeyPolicy policy, String host) throws IOException {
        this.policy = policy;
        this.host = host;
        this.entries = policy.checking() == Checking.OFF
                ? List.of()
                : KnownHosts.read(policy.files()).about(host);
    }

    /** Why the key was refused, in one line; null if it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public int check(String name, byte[] key) {
        if (policy.checking() == Checking.OFF) {
            return OK;
        }
        String type = type(key);
        Entry other = null;
        for (Entry entry : entries) {
            if (Arrays.equals(entry.key(), key) && !entry.marker().equals("@cert-authority")) {
                if (entry.marker().equals(REVOKED)) {
                    refusal = "its host key (" + type + " " + fingerprint(key) + ") is marked as revoked in "
                            + entry.place() + "; do not connect until you know why";
                }
                return OK;
            }
            if (entry.marker().isEmpty() && entry.type().equals(type)) {
                other = entry;
            }
        }
        if (other != null) {
            refusal = "its host key has CHANGED: " + other.place() + " says " + type + " " + fingerprint(other.key())
                    + ", the server shows " + fingerprint(key)
                    + "; possible man-in-the-middle attack. If the host was reinstalled, remove that line ('ssh-keygen -R "
                    + quoted() + "') and accept the new key";
            return CHANGED;
        }
        return unknown(type, key);
    }

    private int unknown(String type, byte[] key) {
        if (policy.checking() == Checking.STRICT) {
            refusal = "its host key is not known: " + type + " " + fingerprint(key)
                    + "; compare the fingerprint on the host (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub) and accept it with 'ssh "
                    + "-o StrictHostKeyChecking=accept-new' or, for all new hosts, with ansible_ssh_common_args:"
                    + " '-o StrictHostKeyChecking=accept-new'";
            return NOT_INCLUDED;
        }
        try {
            append(KnownHosts.line(host, type, key, policy.hashed(), salt()));
            return OK;
        } catch (IOException unwritable) {
            refusal = "its new host key cannot be remembered in "
                    + policy.files().get(0) + ": " + unwritable.getMessage();
            return NOT_INCLUDED;
        }
    }

    private String quoted() {
        return host.startsWith("[") ? "\"" + host + "\"" : host;
    }

    private static byte[] salt() {
        byte[] salt = new byte[20];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    private void append(String line) throws IOException {
        if (policy.files().isEmpty()) {
            throw new IOException("UserKnownHostsFile is not set");
        }
        Path file = policy.files().get(0);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.exists(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        boolean openLine = Files.exists(file)
                && Files.size(file) > 0
                && !Files.readString(file, StandardCharsets.ISO_8859_1).endsWith("\n");
        Files.writeString(
                file,
                (openLine ? "\n" : "") + line,
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** A public key begins with the length and the name of its type. */
    static String type(byte[] key) {
        int length = key.length < 4 ? 0 : ((key[2] & 0xff) << 8) | (key[3] & 0xff);
        return new String(key, 4, Math.min(length, key.length - 4), StandardCharsets.US_ASCII);
    }

    static String fingerprint(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void add(HostKey key, @Nullable UserInfo user) {
        // check() has appended the key already if it may be accepted.
    }

    @Override
    public void remove(String name, String type) {
        throw new UnsupportedOperationException("known hosts are never removed");
    }

    @Override
    public void remove(String name, String type, byte[] key) {
        throw new UnsupportedOperationException("known hosts are never removed");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return String.valueOf(policy.files());
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(host, null);
    }

    /** The known keys: JSch asks the server for one of these types first, and looks for revoked ones among them. */
    @Override
    public HostKey[] getHostKey(@Nullable String name, @Nullable String type) {
        List<HostKey> keys = new ArrayList<>();
        for (Entry entry : entries) {
            if (type == null || entry.type().equals(type)) {
                try {
                    // 0 lets JSch find out the type from the key itself.
                    keys.add(new HostKey(entry.marker(), entry.hosts(), 0, entry.key(), ""));
                } catch (JSchException | ArrayIndexOutOfBoundsException notUnderstood) {
                    continue;
                }
            }
        }
        return keys.toArray(HostKey[]::new);
    }
}
