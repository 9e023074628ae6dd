package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Back-up and restore on the real database: one history with a back-up in it, and what can be made of that. */
class BackupIT {
    private static final String PUSHED = "pushed";
    private static final String PULLED = "pulled";
    private static final Path TO = BackedUpLedger.folder("to");
    private static final Path ORIGIN = BackedUpLedger.folder("origin");
    private static final BackedUpLedger.Receivers RECEIVERS = new BackedUpLedger.Receivers();
    /** Drafts by sender message id: what the senders still have, whatever becomes of the hub. */
    private static final Map<String, IntakeDraft> SENT = new ConcurrentHashMap<>();

    private static final Map<String, IntakeReceipt> RECEIPTED = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static Instant backedUp;
    private static Instant instant;
    private static Instant end;
    private static List<String> before;
    private static List<String> after;

    @BeforeAll
    static void acceptBackUpAndAcceptMore() throws Exception {
        try (BackedUpLedger hub = BackedUpLedger.start(ORIGIN, TO)) {
            register(hub);
            accept(hub, 20);
            RECEIVERS.deliver(hub.ledgers, hub.sql(), PUSHED, 5);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    accept(hub, 1);
                }
            });
            backedUp = new LedgerBackup(ORIGIN, TO, BackedUpLedger.KEY).take().from();
            int soFar = RECEIPTED.size();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> RECEIPTED.size() > soFar + 20);
            done.set(true);
            load.join();
            // Read, not acknowledged; and under way, when the instant comes.
            hub.ledgers.deliveries().listInbox(PULLED, 3);
            Claim underWay = hub.ledgers
                    .deliveries()
                    .claim(hub.sql()
                            .sql(
                                    "SELECT id FROM delivery WHERE receiver_system = ? AND head AND state = 'READY' LIMIT 1")
                            .param(PUSHED)
                            .query(UUID.class)
                            .single())
                    .orElseThrow();
            before = new ArrayList<>(RECEIPTED.keySet());
            instant = hub.now();
            RECEIVERS.receive(underWay);
            hub.ledgers.deliveries().recordDelivered(underWay, "ab", "m");
            for (int file = 0; file < 3; file++) {
                accept(hub, 10);
                switchLog(hub);
            }
            RECEIVERS.deliver(hub.ledgers, hub.sql(), PUSHED, 60);
            for (Claim claim : hub.ledgers.deliveries().listInbox(PULLED, 200)) {
                RECEIVERS.receive(claim);
                hub.ledgers.deliveries().acknowledge(PULLED, claim.deliveryId());
            }
            // The next night's.
            new LedgerBackup(ORIGIN, TO, BackedUpLedger.KEY).take();
            for (int file = 0; file < 2; file++) {
                accept(hub, 5);
                switchLog(hub);
            }
            after = new ArrayList<>(RECEIPTED.keySet());
            after.removeAll(before);
            end = hub.now();
            hub.ledgers.nodes().heartbeat();
        }
    }

    @Test
    void afterARestoreNothingIsLostNothingComesTwiceUnmarkedAndTheListIsExact() throws IOException {
        Path fresh = BackedUpLedger.folder("fresh");
        LedgerRestore.Restored restored = new LedgerRestore(fresh, TO, BackedUpLedger.KEY).restore(instant);

        assertThat(restored.instant()).isEqualTo(instant);
        assertThat(restored.accepted())
                .extracting(LaterAccepted::senderMessageId)
                .containsExactlyInAnyOrderElementsOf(after);
        assertThat(restored.accepted())
                .allSatisfy(message -> assertThat(message.messageId())
                        .isEqualTo(RECEIPTED.get(message.senderMessageId()).messageId()));

        Path next = BackedUpLedger.folder("to-next");
        try (BackedUpLedger hub = BackedUpLedger.start(fresh, next)) {
            assertThat(hub.sql()
                            .sql("SELECT count(*) FROM delivery WHERE state = 'SENDING'")
                            .query(Integer.class)
                            .single())
                    .isZero();
            // Senders send again what is on the list, and some that they need not.
            resend(hub, after, IntakeReceipt.Outcome.ACCEPTED, false);
            resend(hub, before.subList(0, 10), IntakeReceipt.Outcome.ACCEPTED, true);
            // ... and go on with what is new.
            String fresher = accept(hub, 1);
            RECEIVERS.deliver(hub.ledgers, hub.sql(), PUSHED, 1000);
            for (List<Claim> read = readInbox(hub); !read.isEmpty(); read = readInbox(hub)) {
                read.forEach(claim -> {
                    RECEIVERS.receive(claim);
                    hub.ledgers.deliveries().acknowledge(PULLED, claim.deliveryId());
                });
            }
            List<String> all = Stream.of(before, after, List.of(fresher))
                    .flatMap(List::stream)
                    .toList();
            assertThat(all).allSatisfy(id -> {
                assertThat(RECEIVERS.has(PUSHED, SENT.get(id).messageId())).isTrue();
                assertThat(RECEIVERS.has(PULLED, SENT.get(id).messageId())).isTrue();
            });
            assertThat(RECEIVERS.listUnmarkedRepetitions()).isEmpty();
            assertThat(RECEIVERS.countRepetitions())
                    .as("the test repeats at all")
                    .isGreaterThan(60);
            assertThat(hub.sql()
                            .sql("SELECT bool_or(possible_duplicate) FROM delivery d JOIN message m USING (hub_id)"
                                    + " WHERE m.sender_message_id = ?")
                            .param(fresher)
                            .query(Boolean.class)
                            .single())
                    .as("what is new is not marked, but for the listing")
                    .isFalse();
        }
    }

    @Test
    void inPlaceTheLogThatIsNotYetArchivedCountsAndTheOldFilesArePutAside() throws Exception {
        Path to = BackedUpLedger.folder("place-to");
        Path data = BackedUpLedger.folder("place");
        Instant at;
        String known;
        String forgotten;
        // The log after the back-up reaches no folder.
        try (BackedUpLedger hub = BackedUpLedger.start(data, null)) {
            register(hub);
            new LedgerBackup(data, to, BackedUpLedger.KEY).take();
            known = accept(hub, 1);
            at = hub.now();
            forgotten = accept(hub, 1);
        }
        // As if the last files had never reached the back-up.
        LedgerRestore.Restored restored = new LedgerRestore(data, to, BackedUpLedger.KEY).restore(at);

        assertThat(restored.accepted())
                .extracting(LaterAccepted::senderMessageId)
                .containsExactly(forgotten);
        assertThat(restored.aside().resolve("postgres").resolve("PG_VERSION")).exists();
        assertThat(restored.aside().resolve("keys").resolve("master-key")).exists();
        try (BackedUpLedger hub = BackedUpLedger.start(data, null)) {
            assertThat(hub.sql()
                            .sql("SELECT sender_message_id FROM message")
                            .query(String.class)
                            .list())
                    .containsExactly(known);
        }
    }

    @Test
    void anInstantBeyondTheBackUpIsRefusedWithTheLastOnePossible() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> restore("beyond", TO, end.plusSeconds(3600)))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_INCOMPLETE);
                    Instant last = instantAfter(e.getMessage(), "one can restore to ");
                    assertThat(last).isBetween(instant, end.plusSeconds(5));
                });
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> restore("early", TO, backedUp.minusSeconds(1)))
                .withMessageContaining("one can restore to " + backedUp + " at the earliest")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_INCOMPLETE));
    }

    @Test
    void aMissingFileOfTheLogIsNamedWithTheLastInstantPossible() throws IOException {
        Path copy = copyOfBackUp("gap");
        List<Path> log = listLog(copy);
        requireNamed(copy, log.get(log.size() - 2), end);
        BaseBackup first = new BackupFolder(new SealedFiles(copy, BackedUpLedger.KEY)).choose(instant);
        WalSegment next = new WalSegment(first.end().timeline(), first.end().number() + 1);
        requireNamed(copy, copy.resolve(first.log(next.fileName()) + SealedFiles.SUFFIX), instant);
    }

    private static void requireNamed(Path copy, Path missing, Instant at) throws IOException {
        Files.delete(missing);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> restore("gap-data", copy, at))
                .withMessageContaining(missing.getFileName() + " is missing")
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_INCOMPLETE);
                    assertThat(instantAfter(e.getMessage(), "one can restore to "))
                            .isAfter(backedUp.minusSeconds(30))
                            .isBefore(at);
                });
    }

    @Test
    void aWrongKeyIsSaidToBeWrong() {
        byte[] other = new byte[32];
        other[0] = 1;
        BackupKey wrong = BackupKey.fromBase64(Base64.getEncoder().encodeToString(other));
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> new LedgerRestore(BackedUpLedger.folder("wrong"), TO, wrong).restore(instant))
                .withMessageContaining(BackedUpLedger.KEY.id())
                .withMessageContaining(wrong.id())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_KEY_WRONG));
    }

    @Test
    void aDamagedFileIsNamedAndNothingIsReplaced() throws IOException {
        Path copy = copyOfBackUp("damaged");
        Path base;
        try (Stream<Path> files = Files.walk(copy)) {
            base = files.filter(file -> file.endsWith("cluster.sealed"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(base);
        bytes[bytes.length / 2] ^= 1;
        Files.write(base, bytes);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> restore("damaged-data", copy, instant))
                .withMessageContaining(base.toString())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED));
        Files.write(base, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> restore("damaged-data", copy, instant))
                .withMessageContaining(base.toString());
        assertThat(Path.of("target", "backup-it", "damaged-data", "postgres")).doesNotExist();
    }

    @Test
    void nothingInTheBackUpIsReadableWithoutItsKey() throws IOException {
        String masterKey =
                Files.readString(ORIGIN.resolve("keys").resolve("master-key")).strip();
        try (Stream<Path> files = Files.walk(TO)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sealed")).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .startsWith("KNPBACK1")
                        .doesNotContain(masterKey, "PG_VERSION", "hospital", "admission-notice");
            }
        }
    }

    @Test
    void aLostMasterKeyLeavesPayloadsUnreadableAndEverythingElseAtWork() throws Exception {
        Path data = BackedUpLedger.folder("lost-key");
        String waiting;
        try (BackedUpLedger hub = BackedUpLedger.start(data, null)) {
            register(hub);
            waiting = accept(hub, 1);
        }
        Files.delete(data.resolve("keys").resolve("master-key"));
        try (BackedUpLedger hub = BackedUpLedger.start(data, null)) {
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(hub::requireKnownMasterKey)
                    .withMessageContaining("HUB_MASTER_KEY_LOST")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MASTER_KEY_UNKNOWN));
            String fresh = accept(hub, 1);
            hub.requireKnownMasterKey();
            BackedUpLedger.Receivers receivers = new BackedUpLedger.Receivers();
            receivers.deliver(hub.ledgers, hub.sql(), PUSHED, 10);
            receivers.deliver(hub.ledgers, hub.sql(), PUSHED, 10);
            assertThat(receivers.has(PUSHED, SENT.get(fresh).messageId())).isTrue();
            assertThat(receivers.has(PUSHED, SENT.get(waiting).messageId())).isFalse();
            assertThat(hub.sql()
                            .sql(
                                    "SELECT DISTINCT error_number FROM delivery WHERE state = 'HELD' AND receiver_system = ?")
                            .param(PUSHED)
                            .query(String.class)
                            .list())
                    .containsExactly(ErrorCode.PAYLOAD_UNREADABLE.number());
        }
    }

    private static LedgerRestore.Restored restore(String data, Path from, Instant at) {
        return new LedgerRestore(BackedUpLedger.folder(data), from, BackedUpLedger.KEY).restore(at);
    }

    private static void register(BackedUpLedger hub) {
        hub.ledgers.controls().register(PUSHED, "fhir-push", true, false, 1000);
        hub.ledgers.controls().register(PULLED, "pull", false, false, 1000);
    }

    private static void switchLog(BackedUpLedger hub) {
        hub.sql().sql("SELECT pg_switch_wal()::text").query(String.class).single();
    }

    private static List<Path> listLog(Path backup) throws IOException {
        try (Stream<Path> files = Files.walk(backup.resolve("wal"))) {
            return files.filter(file -> WalSegment.parse(
                                    file.getFileName().toString().replace(SealedFiles.SUFFIX, ""))
                            .isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static String accept(BackedUpLedger hub, int count) {
        String id = "";
        for (int i = 0; i < count; i++) {
            int number = NUMBER.incrementAndGet();
            id = "sender-" + number;
            IntakeDraft draft =
                    Drafts.of(id, "aa" + String.format("%02x", number % 256), Drafts.visit("v" + number % 7));
            IntakeReceipt receipt = hub.ledgers.intake().record(draft, Drafts.to(PUSHED, PULLED));
            assertThat(receipt.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
            SENT.put(id, draft);
            RECEIPTED.put(id, receipt);
        }
        return id;
    }

    /** The same message as the sender sent it, through a new transmission: a new id of the hub's. */
    private static void resend(
            BackedUpLedger hub, List<String> ids, IntakeReceipt.Outcome expected, boolean expectedDuplicate) {
        for (String id : ids) {
            IntakeDraft draft = SENT.get(id);
            IntakeDraft again = new IntakeDraft(
                    Drafts.IDS.next(),
                    draft.systemId(),
                    draft.senderMessageId(),
                    draft.transmissionId(),
                    draft.duplicateWindowDays(),
                    draft.contentHash(),
                    draft.messageId(),
                    draft.eventCode(),
                    draft.eventVersion(),
                    draft.senderUnit(),
                    draft.senderRole(),
                    draft.happenedAt(),
                    draft.sentAt(),
                    hub.now(),
                    draft.episode(),
                    draft.reference(),
                    draft.personHash(),
                    draft.format(),
                    draft.mapping(),
                    draft.configurationHash(),
                    draft.traceparent(),
                    draft.canonical());
            IntakeReceipt receipt = hub.ledgers.intake().record(again, Drafts.to(PUSHED, PULLED));
            assertThat(receipt.outcome()).isEqualTo(expected);
            assertThat(receipt.duplicate()).as(id).isEqualTo(expectedDuplicate);
        }
    }

    private static List<Claim> readInbox(BackedUpLedger hub) {
        return hub.ledgers.deliveries().listInbox(PULLED, 200);
    }

    private static Path copyOfBackUp(String name) throws IOException {
        Path copy = BackedUpLedger.folder(name);
        try (Stream<Path> files = Files.walk(TO)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".sealed"))
                    .toList()) {
                Path target = copy.resolve(TO.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    private static Instant instantAfter(String text, String words) {
        String rest = text.substring(text.indexOf(words) + words.length());
        return Instant.parse(rest.substring(0, rest.indexOf(' ')));
    }
}
