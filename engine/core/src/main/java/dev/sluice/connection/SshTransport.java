package dev.sluice.connection;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A command on a channel of an SSH connection. */
final class SshTransport implements Transport {
    /** Takes bytes that arrived. */
    private interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    private final ChannelExec channel;
    private final OutputStream input;

    private SshTransport(ChannelExec channel, OutputStream input) {
        this.channel = channel;
        this.input = input;
    }

    /**
     * @throws JSchException if the server does not open another channel, or the connection is gone
     */
    static SshTransport start(
            Session session, String commandLine, boolean terminal, Receiver receiver, int timeoutMillis)
            throws JSchException, IOException {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(commandLine.getBytes(StandardCharsets.UTF_8));
        if (terminal) {
            channel.setPty(true);
            channel.setPtyType("dumb");
        }
        End end = new End(channel, receiver);
        channel.setOutputStream(stream(receiver::output, end));
        channel.setErrStream(stream(receiver::error, () -> {}));
        OutputStream input = channel.getOutputStream();
        channel.connect(timeoutMillis);
        end.started();
        return new SshTransport(channel, input);
    }

    /** Passes on the end of a command, but not that of an attempt to start it: that is an exception. */
    private static final class End implements Runnable {
        private final ChannelExec channel;
        private final Receiver receiver;
        private boolean started;
        private boolean ended;

        End(ChannelExec channel, Receiver receiver) {
            this.channel = channel;
            this.receiver = receiver;
        }

        synchronized void started() {
            started = true;
            if (ended) {
                run();
            }
        }

        @Override
        public synchronized void run() {
            ended = true;
            if (started) {
                // On an ordinary end the server announces the end of output first and closes the channel afterwards.
                receiver.ended(channel.isClosed() ? "the connection was closed" : "");
            }
        }
    }

    private static OutputStream stream(Sink sink, Runnable end) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                sink.accept(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                sink.accept(bytes, offset, length);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public boolean isAlive() {
        return channel.isConnected() && !channel.isEOF();
    }

    @Override
    public void close() {
        channel.disconnect();
    }
}
