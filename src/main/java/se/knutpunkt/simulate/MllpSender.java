package se.knutpunkt.simulate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends HL7 v2 to the hub over one MLLP connection, one message at a time, and reads its acknowledgement. Connects when
 * needed, and again after a failure.
 */
public final class MllpSender implements AutoCloseable {

    private final String host;
    private final int port;
    private final Duration patience;
    private final HubAnswerReader reader = new HubAnswerReader();
    private Socket socket;
    private InputStream in;

    public MllpSender(String host, int port, Duration patience) {
        this.host = host;
        this.port = port;
        this.patience = patience;
    }

    public synchronized SendResult send(byte[] message) {
        try {
            connect();
            byte[] frame = new byte[message.length + 3];
            frame[0] = 0x0B;
            System.arraycopy(message, 0, frame, 1, message.length);
            frame[message.length + 1] = 0x1C;
            frame[message.length + 2] = 0x0D;
            socket.getOutputStream().write(frame);
            socket.getOutputStream().flush();
            return reader.readAcknowledgement(readFrame());
        } catch (IOException noAnswer) {
            close();
            return SendResult.of(SendResult.Outcome.NO_ANSWER);
        }
    }

    @Override
    public synchronized void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // the next message opens another connection either way
            }
            socket = null;
        }
    }

    private void connect() throws IOException {
        if (socket != null) {
            return;
        }
        Socket opened = new Socket();
        opened.setTcpNoDelay(true);
        opened.setSoTimeout((int) patience.toMillis());
        opened.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
        in = new BufferedInputStream(opened.getInputStream());
        socket = opened;
    }

    /** The content of the next frame; empty when the other side closed, so that it reads as no answer. */
    private String readFrame() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != 0x0B) {
            next = in.read();
        }
        for (next = in.read(); next >= 0 && next != 0x1C; next = in.read()) {
            content.write(next);
        }
        if (next < 0) {
            close();
            return "";
        }
        in.read();
        return content.toString(StandardCharsets.UTF_8);
    }
}
