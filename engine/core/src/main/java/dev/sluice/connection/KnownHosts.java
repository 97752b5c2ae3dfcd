package dev.sluice.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of known hosts, in the format that sshd(8) describes under SSH_KNOWN_HOSTS FILE FORMAT: plain names with
 * patterns, hashed names, and the markers {@code @cert-authority} and {@code @revoked}.
 */
final class KnownHosts {
    private static final String HASHED = "|1|";

    /**
     * One line.
     *
     * @param marker {@code @cert-authority}, {@code @revoked}, or empty
     * @param hosts the names as written
     * @param type e.g. {@code ssh-ed25519}
     * @param key the public key
     * @param file where it stands
     * @param line counted from 1
     */
    // More than five: one for each field of a line of known_hosts(5).
    record Entry(String marker, String hosts, String type, byte[] key, Path file, int line) {
        boolean concerns(String host) {
            if (hosts.startsWith(HASHED)) {
                return hash(hosts, host);
            }
            return SshConfig.matches(hosts.split(","), host);
        }

        String place() {
            return file + ":" + line;
        }
    }

    private final List<Entry> entries;

    private KnownHosts(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads files; those that do not exist are left out, lines that are not understood are passed over as ssh does. */
    static KnownHosts read(List<Path> files) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                for (int index = 0; index < lines.size(); index++) {
                    parse(lines.get(index).strip(), file, index + 1, entries);
                }
            }
        }
        return new KnownHosts(entries);
    }

    private static void parse(String line, Path file, int number, List<Entry> entries) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] fields = line.split("\\s+");
        int first = fields[0].startsWith("@") ? 1 : 0;
        if (fields.length < first + 3) {
            return;
        }
        try {
            byte[] key = Base64.getDecoder().decode(fields[first + 2]);
            entries.add(new Entry(first == 1 ? fields[0] : "", fields[first], fields[first + 1], key, file, number));
        } catch (IllegalArgumentException notBase64) {
            // ssh, too, ignores lines that it does not understand; a host whose line is damaged is unknown.
        }
    }

    /** Every line about a host. */
    List<Entry> about(String host) {
        return entries.stream().filter(each -> each.concerns(host)).toList();
    }

    /** What a file gets for a new host. */
    static String line(String host, String type, byte[] key, boolean hashed, byte[] salt) {
        String name = hashed ? HASHED + base64(salt) + "|" + base64(hmac(salt, host)) : host;
        return name + " " + type + " " + base64(key) + "\n";
    }

    private static boolean hash(String hashed, String host) {
        String[] parts = hashed.substring(HASHED.length()).split("\\|");
        if (parts.length != 2) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts[0]);
            return Arrays.equals(hmac(salt, host), Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] hmac(byte[] salt, String host) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
