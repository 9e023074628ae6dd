package se.knutpunkt.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/**
 * What stands before several nodes in production: asks each whether it is ready, and passes every new connection to the next one that is.
 * Connections that are open stay where they are.
 */
public final class Balancer implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final List<HubProcess> nodes;
    private final Set<HubProcess> ready = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ServerSocket http = listen();
    private final ServerSocket mllp = listen();
    private volatile boolean closed;

    public Balancer(List<HubProcess> nodes) {
        this.nodes = List.copyOf(nodes);
        for (HubProcess node : nodes) {
            run("balancer-look", () -> look(node));
        }
        run("balancer-http", () -> accept(http, HubProcess::httpPort));
        run("balancer-mllp", () -> accept(mllp, HubProcess::mllpPort));
    }

    public String url() {
        return "http://127.0.0.1:" + http.getLocalPort();
    }

    public int mllpPort() {
        return mllp.getLocalPort();
    }

    private void look(HubProcess node) {
        while (!closed) {
            if (node.isReady()) {
                ready.add(node);
            } else {
                ready.remove(node);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void accept(ServerSocket listener, ToIntFunction<HubProcess> port) {
        while (!closed) {
            try {
                Socket client = listener.accept();
                open.add(client);
                run("balancer-connection", () -> pass(client, port));
            } catch (IOException ended) {
                if (!closed) {
                    throw new UncheckedIOException(ended);
                }
            }
        }
    }

    private void pass(Socket client, ToIntFunction<HubProcess> port) {
        try (client;
                Socket node = connect(port)) {
            open.add(node);
            client.setTcpNoDelay(true);
            node.setTcpNoDelay(true);
            Thread back = run("balancer-back", () -> pump(node, client));
            pump(client, node);
            back.join();
            open.remove(node);
        } catch (IOException nobodyReady) {
            // the client sees a connection that closes, and tries again
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Socket connect(ToIntFunction<HubProcess> port) throws IOException {
        IOException last = new IOException("no node is ready");
        for (int tries = 0; tries < nodes.size(); tries++) {
            HubProcess node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
            if (ready.contains(node)) {
                try {
                    return new Socket(InetAddress.getLoopbackAddress(), port.applyAsInt(node));
                } catch (IOException gone) {
                    last = gone;
                }
            }
        }
        throw last;
    }

    /** When either side ends, both do: half a connection is of no use to anybody here. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // closed by the other direction, or gone with its node
        }
    }

    private static Thread run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            http.close();
            mllp.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
