package se.knutpunkt.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports that a process keeps over its restarts. Below those that the operating system gives away by itself: a client that keeps calling
 * a dead port of that range may be given the very port, and is then connected to itself.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Random random = new Random();

    public int next() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = FIRST + random.nextInt(COUNT);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return port;
            } catch (IOException taken) {
                // the next one may be free
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " on");
    }
}
