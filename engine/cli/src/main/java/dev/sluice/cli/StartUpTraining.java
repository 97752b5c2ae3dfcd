package dev.sluice.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jdk.net.ExtendedSocketOptions;

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
        socket();
        secureShell();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            load(Path.of(part));
        }
    }

    private static void command(List<String> rest, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
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
            PublicKey theirs = generator.generateKeyPair().getPublic();
            KeyFactory.getInstance(curve).generatePublic(new X509EncodedKeySpec(theirs.getEncoded()));
            agreement.doPhase(theirs, true);
            agreement.generateSecret();
        }
        for (String algorithm : List.of("Ed25519", "SHA256withECDSA", "SHA256withRSA")) {
            String keys = algorithm.startsWith("Ed") ? algorithm : algorithm.endsWith("RSA") ? "RSA" : "EC";
            KeyPair pair = KeyPairGenerator.getInstance(keys).generateKeyPair();
            KeyFactory.getInstance(keys)
                    .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.verify(signed);
        }
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
        counter.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        counter.doFinal(new byte[64]);
        Cipher galois = Cipher.getInstance("AES/GCM/NoPadding");
        galois.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
        byte[] sealed = galois.doFinal(new byte[64]);
        galois.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
        galois.doFinal(sealed);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        mac.doFinal(new byte[64]);
    }

    /** A connection on loopback. */
    private static void socket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 10_000);
            try (Socket other = server.accept()) {
                other.getOutputStream().write(1);
                boolean quick = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
                if (quick && socket.getInputStream().read() == 1) {
                    socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                }
            }
        }
    }

    private static void load(Path part) throws IOException {
        if (!Files.isRegularFile(part)
                || !part.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return;
        }
        try (JarFile jar = new JarFile(part.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
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
