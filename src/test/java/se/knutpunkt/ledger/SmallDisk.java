package se.knutpunkt.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL on a file system of its own that is small and can be filled: memory mounted in a namespace of its own, for which no
 * rights are needed. Started again whenever it dies, as the hub does with its own.
 */
final class SmallDisk implements AutoCloseable {

    private static final String PASSWORD = "only-for-this-test";

    // $1 the mount point, $2 PostgreSQL's programs, $3 the port, $4 file with the password; obeys the words fill, free
    // and end
    private static final String SCRIPT = """
            mount -t tmpfs -o size=160m,mode=0777 none "$1" || exit 9
            unshare -U "$2/initdb" -D "$1/pg" -U hub -E UTF8 --no-locale --auth=scram-sha-256 --pwfile="$4" \
                --wal-segsize=1 > "$1/initdb.log" 2>&1 || { cat "$1/initdb.log"; exit 8; }
            touch "$1/up"
            (while [ -e "$1/up" ]; do
                unshare -U "$2/postgres" -D "$1/pg" -c port=$3 -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                    -c shared_buffers=16MB -c max_wal_size=4MB -c min_wal_size=2MB -c max_connections=20 >> "$5" 2>&1
                sleep 1
            done) &
            echo started
            while read word; do
                case "$word" in
                    fill) cat /dev/zero > "$1/ballast" 2>/dev/null; echo filled;;
                    free) rm "$1/ballast"; echo freed;;
                esac
            done
            rm -f "$1/up"
            kill -INT $(head -1 "$1/pg/postmaster.pid") 2>/dev/null
            wait
            """;

    private final Process process;
    private final BufferedReader says;
    private final OutputStream orders;
    private final Path log;
    private final int port;

    SmallDisk(Path folder) throws IOException {
        Path home = PostgresBinaries.unpack(Path.of("target", "postgres-bin").toAbsolutePath());
        Path mount = Files.createDirectories(folder.resolve("mount"));
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        log = folder.resolve("postgres.log");
        port = freePort();
        process = new ProcessBuilder(List.of(
                        "unshare",
                        "-Urm",
                        "sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        mount.toString(),
                        home.resolve("bin").toString(),
                        Integer.toString(port),
                        password.toString(),
                        log.toString()))
                .redirectErrorStream(true)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.getOutputStream();
        await("started");
    }

    DatabaseAddress address() {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "hub", PASSWORD);
    }

    /** Takes every byte that is left. */
    void fill() throws IOException {
        order("fill", "filled");
    }

    void free() throws IOException {
        order("free", "freed");
    }

    /** What the server itself says of it. */
    boolean hasSaid(String text) throws IOException {
        return Files.readString(log).contains(text);
    }

    private void order(String word, String answer) throws IOException {
        orders.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
        await(answer);
    }

    /** A fault that cannot be made fails the test: it must not pass for want of it. */
    private void await(String answer) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            if (line.equals(answer)) {
                return;
            }
            said.append(line).append(System.lineSeparator());
        }
        throw new AssertionError("no small file system could be made here: " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
