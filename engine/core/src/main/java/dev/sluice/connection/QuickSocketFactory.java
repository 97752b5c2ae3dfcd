package dev.sluice.connection;

import com.jcraft.jsch.SocketFactory;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets that acknowledge at once. sshd leaves Nagle's algorithm on for sessions without a terminal, so that an answer of
 * two parts waits for the acknowledgement of the first; Linux delays that by 40 ms. Measured on loopback, this cuts opening
 * a shell from 48 to 4 ms.
 */
final class QuickSocketFactory implements SocketFactory {
    private final Duration timeout;

    QuickSocketFactory(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
        boolean possible = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        InputStream plain = socket.getInputStream();
        return new BufferedInputStream(possible ? new QuickInputStream(plain, socket) : plain, 32 * 1024);
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
        return socket.getOutputStream();
    }

    /** The kernel falls back to delaying from time to time, so the option is set again after each read. */
    private static final class QuickInputStream extends FilterInputStream {
        private final Socket socket;

        QuickInputStream(InputStream in, Socket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            return count;
        }
    }
}
