package se.knutpunkt.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A stretch of network before a server that a test can cut, slow down, or cut at a given word. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger passedLate = new AtomicInteger();
    private volatile boolean away;
    private volatile long delayMillis;
    private volatile Word word;

    /** Cuts a connection at what is said on it: when the client has said the one, and where given the server then the other. */
    private record Word(String clientSays, String serverThenSays) {}

    TcpProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Every connection ends, and new ones end at once. */
    void cut() {
        away = true;
        links.forEach(Link::close);
    }

    void open() {
        away = false;
        delayMillis = 0;
        word = null;
    }

    /** Whatever the server says comes so much later. */
    void delay(long millis) {
        delayMillis = millis;
    }

    /** Cuts the next connection on which the client says this, before the server hears it. */
    void cutWhenClientSays(String clientSays) {
        word = new Word(clientSays, null);
    }

    /** Cuts the next connection on which the server says the second after the client said the first; it never comes through. */
    void cutWhenServerAnswers(String clientSays, String serverThenSays) {
        word = new Word(clientSays, serverThenSays);
    }

    /** Whether a cut at a word is still to come. */
    boolean isWaitingForWord() {
        return word != null;
    }

    int countPassedLate() {
        return passedLate.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (away) {
                    client.close();
                } else {
                    new Link(client).open();
                }
            } catch (IOException refused) {
                // the server is away, or this proxy is closed
            }
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket to = new Socket();
        private volatile boolean said;

        Link(Socket client) {
            this.client = client;
        }

        void open() throws IOException {
            try {
                to.connect(server);
                client.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
            } catch (IOException refused) {
                client.close();
                throw refused;
            }
            links.add(this);
            daemon(() -> pass(client, to, true));
            daemon(() -> pass(to, client, false));
        }

        private void pass(Socket from, Socket into, boolean byClient) {
            byte[] chunk = new byte[65_536];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (isWord(new String(chunk, 0, read, StandardCharsets.ISO_8859_1), byClient)) {
                        word = null;
                        break;
                    }
                    if (!byClient && delayMillis > 0) {
                        Thread.sleep(delayMillis);
                        passedLate.incrementAndGet();
                    }
                    out.write(chunk, 0, read);
                    out.flush();
                }
            } catch (IOException ended) {
                // by one of the two, or cut
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        private boolean isWord(String text, boolean byClient) {
            Word now = word;
            if (now == null) {
                return false;
            }
            if (byClient) {
                said |= text.contains(now.clientSays());
                return said && now.serverThenSays() == null;
            }
            return said && now.serverThenSays() != null && text.contains(now.serverThenSays());
        }

        void close() {
            links.remove(this);
            try (client;
                    to) {
                // both ends
            } catch (IOException closed) {
                // already
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
