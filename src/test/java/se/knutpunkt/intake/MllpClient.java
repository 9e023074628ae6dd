package se.knutpunkt.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to the hub's MLLP entrance, as a test makes it. */
final class MllpClient implements AutoCloseable {

    private final Socket socket;

    MllpClient() {
        this(open());
    }

    MllpClient(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(20_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static MllpClient tls(String systemId) throws IOException {
        HubFixture hub = HubFixture.get();
        return new MllpClient(hub.tls(systemId).getSocketFactory().createSocket("127.0.0.1", hub.mllpsPort()));
    }

    static byte[] frame(byte[] message) {
        return MllpFraming.frame(List.of(message));
    }

    String ask(String message) {
        write(frame(message.replace('\n', '\r').getBytes(StandardCharsets.UTF_8)));
        return read();
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String read() {
        return read(StandardCharsets.UTF_8);
    }

    /** True when nothing comes for a while that is long beside the time an answer takes. */
    boolean staysSilent() {
        try {
            socket.setSoTimeout(1_000);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException closed) {
            return true;
        }
    }

    /** The next answer; empty when the connection was closed. */
    String read(Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int value = socket.getInputStream().read();
                    value >= 0;
                    value = socket.getInputStream().read()) {
                if (value == MllpFrameDecoder.END) {
                    socket.getInputStream().read();
                    return bytes.toString(charset);
                }
                if (value != MllpFrameDecoder.START) {
                    bytes.write(value);
                }
            }
            return "";
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer", silent);
        } catch (IOException closed) {
            return "";
        }
    }

    /** The fields of a segment of an answer. */
    static List<String> segment(String answer, String name) {
        for (String line : answer.split("\r")) {
            if (line.startsWith(name + "|")) {
                return new ArrayList<>(List.of(line.split("\\|", -1)));
            }
        }
        return List.of();
    }

    private static Socket open() {
        try {
            return new Socket("127.0.0.1", HubFixture.get().mllpPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
