package se.knutpunkt.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.crypto.OwnerOnlyFile;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A PostgreSQL of the hub's own under its data directory, durable over {@code kill -9} of the hub. Listens on loopback only; is
 * started again if it dies, and stopped last. Holds the data directory against a second hub while it lives.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "knutpunkt";
    static final String PASSWORD = "postgres-password";
    private static final String PORT = "postgres-port";
    private static final int START_TRIES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=''",
            "timezone=UTC",
            "log_timezone=UTC",
            "max_connections=60",
            "shared_buffers=96MB",
            "max_wal_size=2GB",
            "checkpoint_completion_target=0.9",
            "jit=off",
            "autovacuum_naptime=15s",
            // Values never reach the server's log (architecture 3, promise 6).
            "log_error_verbosity=terse",
            "log_min_error_statement=panic");

    private final Path data;
    private final DataDirectoryLock lock;
    private final Path cluster;
    private final PostgresPrograms programs;
    private final Postmaster postmaster;
    private final String password;
    private final List<String> further;
    private int port;
    private boolean stopping;

    private EmbeddedPostgres(Path data, Path binaries, DataDirectoryLock lock, List<String> further) {
        this.data = data;
        this.further = further;
        this.lock = lock;
        this.cluster = data.resolve("postgres");
        this.programs = new PostgresPrograms(PostgresBinaries.unpack(binaries), data.resolve("postgres-control.log"));
        this.postmaster = new Postmaster(cluster, programs);
        this.password =
                OwnerOnlyFile.readOrCreate(data.resolve("keys").resolve(PASSWORD), EmbeddedPostgres::newPassword);
    }

    /** Starts the server under {@code data}; on return it answers. */
    public static EmbeddedPostgres start(Path data) {
        return start(data, List.of());
    }

    /** @param further settings beside its own, as words of the shell */
    static EmbeddedPostgres start(Path data, List<String> further) {
        return start(data, data.resolve("postgres-bin"), further);
    }

    static EmbeddedPostgres start(Path data, Path binaries) {
        return start(data, binaries, List.of());
    }

    private static EmbeddedPostgres start(Path data, Path binaries, List<String> further) {
        Path absolute = data.toAbsolutePath().normalize();
        DataDirectoryLock lock = DataDirectoryLock.take(absolute);
        try {
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(absolute, binaries.toAbsolutePath().normalize(), lock, further);
            postgres.prepare();
            postgres.launchPatiently();
            return postgres;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where to connect. */
    public DatabaseAddress address() {
        return address("postgres");
    }

    /** Where the server is that the hub on this data directory runs, in whatever process. */
    public static DatabaseAddress find(Path data) {
        try {
            return address(
                    Integer.parseInt(Files.readString(data.resolve(PORT)).strip()),
                    "postgres",
                    Files.readString(data.resolve("keys").resolve(PASSWORD)).strip());
        } catch (IOException | NumberFormatException none) {
            throw new HubException(
                    ErrorCode.DATABASE_START_FAILED, data.toString(), "no embedded database runs here", none);
        }
    }

    DatabaseAddress address(String database) {
        return address(port, database, password);
    }

    static DatabaseAddress address(int port, String database, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
    }

    /** Stops the server, then lets go of the data directory. */
    @Override
    public synchronized void close() {
        if (!stopping) {
            stopping = true;
            postmaster.stop();
            lock.close();
        }
    }

    /** Lets go without stopping the server, as a hub that is killed does. */
    synchronized void abandon() {
        stopping = true;
        lock.close();
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void prepare() {
        try {
            removeHalfMade();
            if (Files.isDirectory(cluster)) {
                postmaster.clearLeftovers();
            } else {
                createCluster();
            }
            port = choosePort();
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, "postgres", "cannot be prepared", e);
        }
    }

    private void createCluster() throws IOException {
        LOG.info("making a database for the ledger");
        Path fresh = data.resolve("postgres-new");
        Path passwordFile = data.resolve("keys").resolve(PASSWORD);
        programs.require(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "-U",
                        USER,
                        "-E",
                        "UTF8",
                        "--no-locale",
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile));
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeHalfMade() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(data, "postgres-new*")) {
            leftovers.forEach(PostgresBinaries::deleteTree);
        }
    }

    private int choosePort() throws IOException {
        Path file = data.resolve(PORT);
        int kept = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        int chosen = kept > 0 && isFree(kept) ? kept : freePort();
        if (chosen != kept) {
            Files.writeString(file, chosen + "\n", StandardCharsets.UTF_8);
        }
        return chosen;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // The last server's closed connections must not make the kept port look taken.
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * What a crash leaves in the way passes, and must not end the hub's start: sessions that outlive their server, a server that ends
     * slowly, a port that somebody took meanwhile.
     */
    private void launchPatiently() {
        for (int attempt = 1; ; attempt++) {
            try {
                launch();
                return;
            } catch (HubException e) {
                if (attempt == START_TRIES) {
                    throw e;
                }
                LOG.warn("the database server did not start, tried again: {}", e.getMessage());
                makeRoom();
            }
        }
    }

    private void makeRoom() {
        postmaster.clearLeftovers();
        postmaster.endSessions();
        try {
            port = choosePort();
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, PORT, "cannot be written", e);
        }
    }

    private void launch() {
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.addAll(further);
        settings.add("port=" + port);
        postmaster.start(data.resolve("postgres.log"), settings);
        ProcessHandle process = postmaster
                .find()
                .orElseThrow(() -> new HubException(
                        ErrorCode.DATABASE_START_FAILED, "postgres", "ended at once, see postgres.log"));
        process.onExit().thenRun(this::restartUnlessStopping);
    }

    private synchronized void restartUnlessStopping() {
        if (stopping) {
            return;
        }
        LOG.error("the database server ended by itself; starting it again");
        try {
            postmaster.clearLeftovers();
            launch();
        } catch (HubException e) {
            LOG.error("the database server cannot be started: {}", e.getMessage());
            CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS).execute(this::restartUnlessStopping);
        }
    }
}
