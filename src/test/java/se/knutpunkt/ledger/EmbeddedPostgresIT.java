package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** One cluster through all that can happen to it; each test leaves it stopped. */
class EmbeddedPostgresIT {
    private static final Path BINARIES = Path.of("target", "postgres-bin");
    private static final Path DATA =
            Path.of("target", "embedded-" + ProcessHandle.current().pid());
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void makeCluster() {
        start();
        query(sql -> sql.sql("CREATE TABLE kept (n integer)").update());
        postgres.close();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @AfterAll
    static void remove() {
        PostgresBinaries.deleteTree(DATA.toAbsolutePath());
    }

    @Test
    void writesAreForcedToTheDiskAndOnlyLoopbackIsListenedOn() {
        start();

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(show(setting)).as(setting).isEqualTo("on");
        }
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show("unix_socket_directories")).isEmpty();
    }

    @Test
    void dataPortAndPasswordOutliveARestart() throws IOException {
        start();
        DatabaseAddress before = postgres.address();
        query(sql -> sql.sql("INSERT INTO kept VALUES (1)").update());
        postgres.close();
        start();

        assertThat(postgres.address()).isEqualTo(before);
        assertThat(countKept(1)).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(DATA.resolve("keys").resolve("postgres-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void serverLeftBehindByAKilledHubIsStoppedAndItsDataKept() {
        start();
        query(sql -> sql.sql("INSERT INTO kept VALUES (2)").update());
        ProcessHandle orphan = server();
        postgres.abandon();
        start();

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !orphan.isAlive());
        assertThat(server().pid()).isNotEqualTo(orphan.pid());
        assertThat(countKept(2)).isEqualTo(1);
    }

    @Test
    void serverKilledWithTheHubLeavesALockFileThatDoesNotStopTheStart() {
        start();
        query(sql -> sql.sql("INSERT INTO kept VALUES (3)").update());
        ProcessHandle server = server();
        postgres.abandon();
        server.destroyForcibly();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !server.isAlive());
        assertThat(DATA.resolve("postgres").resolve("postmaster.pid")).exists();
        start();

        assertThat(countKept(3)).isEqualTo(1);
    }

    @Test
    void sessionThatOutlivesItsServerDoesNotStopTheStart() throws Exception {
        start();
        query(sql -> sql.sql("INSERT INTO kept VALUES (17)").update());
        ProcessHandle server = server();
        DatabaseAddress address = postgres.address();
        ExecutorService asking = Executors.newSingleThreadExecutor();
        try {
            Future<?> endless = asking.submit(() -> {
                try (Connection connection =
                                DriverManager.getConnection(address.url(), address.user(), address.password());
                        Statement statement = connection.createStatement()) {
                    // busy, so that it does not see its server end
                    return statement.execute("SELECT count(*) FROM (SELECT generate_series(1, 100000000000)) endless");
                }
            });
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> countBusy() == 1);
            postgres.abandon();
            server.destroyForcibly();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !server.isAlive());
            assertThat(endless.isDone()).as("the session goes on").isFalse();
            start();

            assertThat(countKept(17)).isEqualTo(1);
        } finally {
            asking.shutdownNow();
        }
    }

    @Test
    void lockFileWhoseProcessIdBelongsToAStrangerNowIsRemoved() throws IOException {
        start();
        Path pidFile = DATA.resolve("postgres").resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(pidFile);
        postgres.close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile, lines);
            start();

            assertThat(show("fsync")).isEqualTo("on");
            assertThat(stranger.isAlive()).as("left alone").isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void secondHubOnTheSameDataIsRefused() {
        start();

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(DATA, BINARIES))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIRECTORY_IN_USE))
                .withMessageContaining("HUB_DATA");
        assertThat(show("fsync")).as("the first one goes on").isEqualTo("on");
    }

    @Test
    void serverThatDiesIsStartedAgainOnTheSamePort() {
        start();
        query(sql -> sql.sql("INSERT INTO kept VALUES (4)").update());
        server().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(countKept(4)).isEqualTo(1));
    }

    @Test
    void halfMadeClusterIsMadeAnew(@org.junit.jupiter.api.io.TempDir Path other) throws IOException {
        Path half = other.resolve("postgres-new");
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolve("PG_VERSION"), "18");
        postgres = EmbeddedPostgres.start(other, BINARIES);

        assertThat(show("fsync")).isEqualTo("on");
        assertThat(half).doesNotExist();
        postgres.close();
    }

    @Test
    void takenPortIsReplaced() throws IOException {
        start();
        int kept =
                Integer.parseInt(Files.readString(DATA.resolve("postgres-port")).strip());
        postgres.close();
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(kept, 1, java.net.InetAddress.getLoopbackAddress())) {
            start();

            assertThat(postgres.address().url()).doesNotContain(":" + taken.getLocalPort() + "/");
            assertThat(show("fsync")).isEqualTo("on");
        }
    }

    private static void start() {
        postgres = EmbeddedPostgres.start(DATA, BINARIES);
    }

    private static ProcessHandle server() {
        try {
            String pid = Files.readAllLines(DATA.resolve("postgres").resolve("postmaster.pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String show(String setting) {
        return query(sql -> sql.sql("SELECT current_setting('" + setting + "')")
                .query(String.class)
                .single());
    }

    private static long countKept(int n) {
        return query(sql -> sql.sql("SELECT count(*) FROM kept WHERE n = ?")
                .param(n)
                .query(Long.class)
                .single());
    }

    private static <T> T query(Function<JdbcClient, T> work) {
        try (HikariDataSource source = Database.connect(postgres.address(), 1)) {
            return work.apply(JdbcClient.create(source));
        }
    }

    private static int countBusy() {
        return query(sql -> sql.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                        + " AND query LIKE 'SELECT count(*) FROM (SELECT generate_series%'")
                .query(Integer.class)
                .single());
    }
}
