package dev.sluice.connection;

import com.jcraft.jsch.Cipher;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KEM;
import com.jcraft.jsch.KeyExchange;
import com.jcraft.jsch.MAC;
import com.jcraft.jsch.Signature;
import dev.sluice.spi.connection.UnreachableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The algorithms that ssh_config(5) chooses, without those that are not available here: JSch does not know them, or needs
 * a library or a newer Java for them. OpenSSH's users list what their own ssh can do, so a list is no error as long as
 * something of it is left. Thread-safe.
 */
final class SshAlgorithms {
    /** What is offered for the exchange of keys if nothing else is said: the fast ones first, none that needs a library. */
    static final String KEY_EXCHANGES =
            "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
                    + "ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,"
                    + "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";

    private static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final List<String> KEMS = List.of("sntrup761", "mlkem768", "mlkem1024");

    /** An option that holds a list of algorithms. */
    private enum Kind {
        KEY_EXCHANGE("KexAlgorithms", "kex"),
        HOST_KEY("HostKeyAlgorithms", "server_host_key"),
        USER_KEY("PubkeyAcceptedAlgorithms", "PubkeyAcceptedAlgorithms"),
        CIPHER("Ciphers", "cipher.c2s", "cipher.s2c"),
        MAC("MACs", "mac.c2s", "mac.s2c");

        private final String option;
        private final List<String> keys;

        /**
         * @param keys JSch's names of the option
         */
        Kind(String option, String... keys) {
            this.option = option;
            this.keys = List.of(keys);
        }

        List<String> defaults() {
            return names(this == KEY_EXCHANGE ? KEY_EXCHANGES : JSch.getConfig(keys.get(0)));
        }
    }

    private final Map<String, Boolean> available = new ConcurrentHashMap<>();

    /**
     * What the options choose.
     *
     * @param host the target in messages
     * @return JSch's names of the options that are set, each with a list that is not empty
     * @throws UnreachableException if nothing that an option lists is available
     */
    Map<String, String> chosen(String host, SshOptions options) throws UnreachableException {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            String value = options.get(kind.option);
            if (value == null && kind == Kind.USER_KEY) {
                value = options.get("PubkeyAcceptedKeyTypes"); // its name before OpenSSH 8.5
            }
            if (value != null) {
                List<String> usable = edited(value, kind.defaults()).stream()
                        .filter(each -> available.computeIfAbsent(kind + " " + each, any -> isAvailable(kind, each)))
                        .toList();
                if (usable.isEmpty()) {
                    throw new UnreachableException(host + ": nothing of '" + kind.option + " " + value
                            + "' is available here; available are: " + String.join(",", kind.defaults()));
                }
                kind.keys.forEach(key -> chosen.put(key, String.join(",", usable)));
            }
        }
        return Map.copyOf(chosen);
    }

    /** A list that begins with + is added to the default, one with ^ is put before it, one with - is taken out of it. */
    private static Set<String> edited(String value, List<String> defaults) {
        char edit = value.charAt(0);
        List<String> listed = names("+-^".indexOf(edit) < 0 ? value : value.substring(1));
        Set<String> result = new LinkedHashSet<>(edit == '+' || edit == '-' ? defaults : listed);
        switch (edit) {
            case '+' -> result.addAll(listed);
            case '^' -> result.addAll(defaults);
            case '-' -> result.removeIf(each -> SshConfig.matches(listed.toArray(String[]::new), each));
            default -> {
                return result;
            }
        }
        return result;
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            if (!each.isBlank()) {
                names.add(each.strip());
            }
        }
        return names;
    }

    private static boolean isAvailable(Kind kind, String name) {
        boolean certified = kind == Kind.HOST_KEY || kind == Kind.USER_KEY;
        String plain = certified && name.endsWith(CERTIFICATE) ? name.replace(CERTIFICATE, "") : name;
        // JSch keeps settings and algorithms under names of one kind; only an algorithm is a class.
        String type = JSch.getConfig(plain);
        return type != null && type.startsWith("com.jcraft.jsch.") && works(kind, name, type);
    }

    /** Tries it, as JSch does before it offers what may be missing. */
    private static boolean works(Kind kind, String name, String type) {
        try {
            switch (kind) {
                case CIPHER -> {
                    Cipher cipher = made(type, Cipher.class);
                    cipher.init(Cipher.ENCRYPT_MODE, new byte[cipher.getBlockSize()], new byte[cipher.getIVSize()]);
                }
                case MAC -> {
                    MAC mac = made(type, MAC.class);
                    mac.init(new byte[mac.getBlockSize()]);
                }
                case HOST_KEY, USER_KEY -> made(type, Signature.class).init();
                case KEY_EXCHANGE -> {
                    if (!KeyExchange.class.isAssignableFrom(Class.forName(type))) {
                        return false;
                    }
                    // A hybrid is as good as its part that withstands quantum computers.
                    for (String kem : KEMS) {
                        if (name.startsWith(kem)) {
                            made(JSch.getConfig(kem), KEM.class).init();
                        }
                    }
                }
            }
            return true;
        } catch (Exception | LinkageError missing) {
            return false;
        }
    }

    private static <T> T made(String type, Class<T> as) throws ReflectiveOperationException {
        return Class.forName(type).asSubclass(as).getDeclaredConstructor().newInstance();
    }
}
