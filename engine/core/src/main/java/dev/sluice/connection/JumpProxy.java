package dev.sluice.connection;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way through a host that is connected already, as {@code ssh -W} makes it; no port is opened on this machine. */
final class JumpProxy implements Proxy {
    private final Session jump;
    private final TimedPipe pipe = new TimedPipe();
    private @Nullable ChannelDirectTCPIP channel;
    private @Nullable OutputStream out;

    JumpProxy(Session jump) {
        this.jump = jump;
    }

    @Override
    public void connect(@Nullable SocketFactory sockets, String host, int port, int timeout)
            throws JSchException, IOException {
        pipe.setTimeout(Duration.ofMillis(timeout));
        ChannelDirectTCPIP opened = (ChannelDirectTCPIP) jump.openChannel("direct-tcpip");
        opened.setHost(host);
        opened.setPort(port);
        opened.setOrgIPAddress("127.0.0.1");
        opened.setOrgPort(65535);
        opened.setOutputStream(pipe.sink());
        out = opened.getOutputStream();
        channel = opened;
        opened.connect(timeout);
    }

    /** How long a read waits before JSch asks the server whether it is there. */
    void setTimeout(Duration timeout) {
        pipe.setTimeout(timeout);
    }

    @Override
    public InputStream getInputStream() {
        return pipe;
    }

    @Override
    public @Nullable OutputStream getOutputStream() {
        return out;
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        pipe.close();
        if (channel != null) {
            channel.disconnect();
        }
    }
}
