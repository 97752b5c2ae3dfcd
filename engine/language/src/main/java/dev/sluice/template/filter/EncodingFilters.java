package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filters that encode, hash and identify texts. */
final class EncodingFilters implements Family {
    private static final Map<String, String> DIGESTS = Map.of(
            "md5",
            "MD5",
            "sha1",
            "SHA-1",
            "sha224",
            "SHA-224",
            "sha256",
            "SHA-256",
            "sha384",
            "SHA-384",
            "sha512",
            "SHA-512",
            "sha3_256",
            "SHA3-256",
            "sha3_512",
            "SHA3-512");

    /** The name space in which Ansible's to_uuid makes its version 5 identifiers by default. */
    private static final String ANSIBLE_NAMESPACE = "361E6D51-FAEC-444A-9079-341386DA8E2E";

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "b64encode(encoding?)",
                "b64decode(encoding?)",
                "hash(hashtype?)",
                "checksum",
                "sha1",
                "md5",
                "password_hash(hashtype?, salt?, salt_size?, rounds?, ident?)",
                "to_uuid(namespace?)");
    }

    @Override
    public @Nullable Object apply(Call call) {
        String text = call.text();
        return switch (call.name()) {
            case "b64encode" -> Base64.getEncoder().encodeToString(text.getBytes(charset(call)));
            case "b64decode" -> decode(text, charset(call));
            case "hash" -> digest(call.text("hashtype", "sha1"), text);
            case "checksum", "sha1" -> digest("sha1", text);
            case "md5" -> digest("md5", text);
            case "password_hash" -> passwordHash(call, text);
            case "to_uuid" -> uuid(call.text("namespace", ANSIBLE_NAMESPACE), text);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static Charset charset(Call call) {
        String name = call.text("encoding", "utf-8");
        try {
            return Charset.forName(name.replaceFirst("(?i)^utf-?(16|32)-?(le|be)$", "UTF-$1$2"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new OperationException("unknown encoding '" + name + "'");
        }
    }

    private static String decode(String text, Charset charset) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), charset);
        } catch (IllegalArgumentException e) {
            throw new OperationException("not valid base64: " + e.getMessage());
        }
    }

    private static String digest(String name, String text) {
        return HexFormat.of().formatHex(digester(name).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digester(String name) {
        String algorithm = DIGESTS.get(name.toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            throw new OperationException("unknown hash '" + name + "'", "it is one of " + DIGESTS.keySet());
        }
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new OperationException("this Java has no hash '" + name + "'");
        }
    }

    private static String passwordHash(Call call, String password) {
        String type = call.text("hashtype", "sha512");
        String salt = call.optionalText("salt");
        if (salt == null || salt.isEmpty()) {
            salt = ShaCrypt.randomSalt(call.context().random(), (int) call.integer("salt_size", 16));
        }
        return ShaCrypt.hash(type, password, salt, call.has("rounds") ? call.integer("rounds", 0) : -1);
    }

    private static String uuid(String namespace, String text) {
        UUID space;
        try {
            space = UUID.fromString(namespace);
        } catch (IllegalArgumentException e) {
            throw new OperationException("Invalid value '" + namespace + "' for 'namespace': " + e.getMessage());
        }
        MessageDigest sha1 = digester("sha1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & ~(0xc0L << 56) | 0x80L << 56;
        return new UUID(high, low).toString();
    }
}
