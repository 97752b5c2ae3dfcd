package dev.sluice.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uses what a run uses, so that the Java VM that records it can write an archive of loaded classes: not a command, but
 * what the launcher runs once after a build. Everything it changes is in a directory of its own.
 */
public final class StartUpTraining {
    private StartUpTraining() {}

    /**
     * Runs a runbook in every way that commands offer, does what a handshake with an SSH server does, and loads every
     * class of the class path.
     *
     * @param arguments the runbook, and an empty directory that it may write to
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        String runbook = arguments[0];
        List<String> local = List.of("-i", "localhost,", "-c", "local", "-e", "directory=" + arguments[1], runbook);
        command(local, "check");
        command(local, "apply", "--yes");
        command(local, "apply", "--yes");
        for (String format : List.of("json", "markdown")) {
            command(local, "check", "--output", format);
        }
        secureShell();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            load(Path.of(part));
        }
    }

    private static void command(List<String> rest, String... words) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(rest);
        Main.run(all.toArray(String[]::new));
    }

    /** Key agreement, signatures and ciphers that OpenSSH's defaults lead to. */
    private static void secureShell() throws GeneralSecurityException {
        for (String curve : List.of("X25519", "EC")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve);
            KeyPair mine = generator.generateKeyPair();
            KeyAgreement agreement = KeyAgreement.getInstance(curve.equals("EC") ? "ECDH" : curve);
            agreement.init(mine.getPrivate());
            agreement.doPhase(generator.generateKeyPair().getPublic(), true);
            agreement.generateSecret();
        }
        for (String algorithm : List.of("Ed25519", "SHA256withECDSA", "SHA256withRSA")) {
            String keys = algorithm.startsWith("Ed") ? algorithm : algorithm.endsWith("RSA") ? "RSA" : "EC";
            KeyPair pair = KeyPairGenerator.getInstance(keys).generateKeyPair();
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.verify(signed);
        }
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        cipher.doFinal(new byte[64]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        mac.doFinal(new byte[64]);
    }

    private static void load(Path part) throws IOException {
        if (!Files.isRegularFile(part)
                || !part.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return;
        }
        try (JarFile jar = new JarFile(part.toFile())) {
            for (JarEntry entry : java.util.Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class")) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, StartUpTraining.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError needsAnAbsentLibrary) {
            return; // a part of a library that is optional: a run does not use it either
        }
    }
}
