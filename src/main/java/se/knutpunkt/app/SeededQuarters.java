package se.knutpunkt.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import se.knutpunkt.app.SeededEpisode.Delivery;
import se.knutpunkt.app.SeededEpisode.Message;
import se.knutpunkt.app.SeededQuarter.Kind;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.IncidentSteps;
import se.knutpunkt.ledger.LedgerCopy;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.report.figures.Period;

/**
 * Writes made-up quarters straight into the ledger, so that there is something to report of. No content and no person: what the rows
 * tell is times, units and codes. Nothing of it waits, so nothing of it is ever sent.
 */
public final class SeededQuarters {

    private static final byte[] NO_HASH = new byte[32];
    private static final String NO_ANSWER = "{\"receivers\":[],\"refusals\":[],\"remarks\":[]}";
    private static final String NODE = "node-seeded";
    private static final int MONTHS = 4;
    private static final List<Kind> STORY =
            List.of(Kind.MISSING_DATA, Kind.OUTAGE, Kind.LATE_MUNICIPALITY, Kind.OVERRUN, Kind.CALM);

    private final LedgerCopy ledger;
    private final SeededParties parties;
    private final long seed;

    public SeededQuarters(LedgerCopy ledger, Directory directory, long seed) {
        this.ledger = ledger;
        this.parties = new SeededParties(directory);
        this.seed = seed;
    }

    /** The five quarters before {@code now}, each of its kind; the oldest first. Those in which there are messages stay as they are. */
    public List<Period> writeStory(Instant now, int episodes) {
        List<Period> periods = Period.quarterOf(now).listPrevious(STORY.size());
        for (int i = 0; i < periods.size(); i++) {
            Kind kind = STORY.get(i);
            if (!ledger.hasMessages(periods.get(i).start(), periods.get(i).end())) {
                write(new SeededQuarter(periods.get(i), kind, kind == Kind.OVERRUN ? episodes * 8 / 5 : episodes));
            }
        }
        return periods;
    }

    /** One quarter in which nothing in particular happened, of any size. */
    public void writeCalm(Period period, int episodes) {
        write(new SeededQuarter(period, Kind.CALM, episodes));
    }

    private void write(SeededQuarter quarter) {
        Period period = quarter.period();
        ledger.createPartitions(period.start().minus(Duration.ofDays(1)), MONTHS);
        writeTraffic(quarter);
        if (quarter.kind() != Kind.MISSING_DATA) {
            writeNodes(quarter);
            writeCertificates(quarter);
        }
        writeIncidents(quarter);
        writeFailures(quarter);
    }

    private void writeTraffic(SeededQuarter quarter) {
        ledger.write(
                "message",
                List.of(
                        "hub_id",
                        "message_id",
                        "episode_id",
                        "happened_at",
                        "sent_at",
                        "received_at",
                        "accepted_at",
                        "state",
                        "system_id",
                        "sender_message_id",
                        "transmission_id",
                        "event_code",
                        "event_version",
                        "sender_unit",
                        "sender_role",
                        "format",
                        "mapping",
                        "traceparent",
                        "content_hash",
                        "person_hash",
                        "configuration_hash",
                        "answer"),
                rows(quarter, message -> Stream.<Object[]>of(message(message))));
        ledger.write(
                "delivery",
                List.of(
                        "id",
                        "hub_id",
                        "order_key",
                        "accepted_at",
                        "next_attempt",
                        "delivered_at",
                        "position",
                        "attempts",
                        "head",
                        "kind",
                        "state",
                        "receiver_system",
                        "receiver_party",
                        "receiver_unit",
                        "receiver_role",
                        "sections"),
                rows(quarter, message -> message.deliveries().stream().map(one -> delivery(message, one))));
        ledger.write(
                "fact",
                List.of("hub_id", "name", "value"),
                rows(
                        quarter,
                        message -> message.factName().isEmpty()
                                ? Stream.empty()
                                : Stream.<Object[]>of(new Object[] {
                                    message.hubId(),
                                    message.factName(),
                                    message.fact().toString()
                                })));
        ledger.write(
                "history",
                List.of("hub_id", "at", "delivery_id", "node", "step", "detail"),
                rows(
                        quarter,
                        message -> Stream.concat(
                                Stream.<Object[]>of(
                                        new Object[] {message.hubId(), message.accepted(), null, NODE, "accepted", ""}),
                                message.deliveries().stream()
                                        .filter(one -> one.delivered() != null)
                                        .flatMap(one -> delivered(message, one)))));
    }

    private Iterator<Object[]> rows(SeededQuarter quarter, Function<Message, Stream<Object[]>> rows) {
        return LongStream.range(0, quarter.episodes())
                .mapToObj(number -> new SeededEpisode(quarter, parties, seed, number))
                .flatMap(episode -> episode.messages().stream())
                .flatMap(rows)
                .iterator();
    }

    private static Object[] message(Message message) {
        return new Object[] {
            message.hubId(),
            message.messageId(),
            message.episode(),
            message.accepted(),
            message.accepted(),
            message.accepted(),
            message.accepted(),
            "ACCEPTED",
            message.sender().system(),
            message.messageId(),
            "",
            message.event(),
            "1",
            message.sender().unit(),
            message.sender().role(),
            "fhir-json",
            "fhir-to-canonical",
            "",
            NO_HASH,
            NO_HASH,
            "",
            NO_ANSWER
        };
    }

    private static Object[] delivery(Message message, Delivery one) {
        return new Object[] {
            one.id(),
            message.hubId(),
            one.id(),
            message.accepted(),
            message.accepted(),
            one.delivered(),
            0,
            1,
            false,
            "MESSAGE",
            one.delivered() == null ? "CANCELLED" : "DELIVERED",
            one.receiver().system(),
            one.receiver().party(),
            one.receiver().unit(),
            one.receiver().role(),
            ""
        };
    }

    /** What took more than an hour was tried again by a person. */
    private static Stream<Object[]> delivered(Message message, Delivery one) {
        Object[] line = {message.hubId(), one.delivered(), one.id(), NODE, "delivered", "attempt 1"};
        return one.delivered().isAfter(message.accepted().plus(Duration.ofHours(1)))
                ? Stream.of(
                        new Object[] {
                            message.hubId(), one.delivered().minusSeconds(1), one.id(), NODE, "tried-again", "demo"
                        },
                        line)
                : Stream.<Object[]>of(line);
    }

    private void writeNodes(SeededQuarter quarter) {
        Period period = quarter.period();
        Instant from = period.start();
        List<Object[]> nodes = new ArrayList<>();
        // It was started anew once, as for a new version.
        Instant restart = from.plus(Duration.ofDays(20)).plusSeconds(7);
        nodes.add(node(period, 1, from, restart));
        Instant again = restart.plusSeconds(40);
        if (quarter.kind() == Kind.OUTAGE) {
            nodes.add(node(period, 2, again, quarter.outageBegan()));
            nodes.add(node(period, 3, quarter.outageEnded(), period.end()));
        } else {
            nodes.add(node(period, 2, again, period.end()));
        }
        ledger.write("node", List.of("id", "started_at", "beat_at", "ended_at", "clock_offset_ms"), nodes.iterator());
    }

    private static Object[] node(Period period, int number, Instant from, Instant to) {
        return new Object[] {NODE + "-" + period + "-" + number, from, to, to, 0};
    }

    /** Each is renewed each quarter and outlives the next by twelve days; the late municipality forgets to. */
    private void writeCertificates(SeededQuarter quarter) {
        Instant start = quarter.period().start();
        Instant end = quarter.period().end();
        Instant notAfter = end.plus(Duration.ofDays(102));
        ledger.write(
                "certificate_seen",
                List.of("not_after", "seen_at", "first_seen", "owner", "fingerprint"),
                Stream.of("adt-su", SeededQuarter.LATE)
                        .filter(owner -> !owner.equals(quarter.lateParty()))
                        .<Object[]>map(
                                owner -> new Object[] {notAfter, end, start, owner, "seeded-" + quarter.period()})
                        .iterator());
    }

    private void writeIncidents(SeededQuarter quarter) {
        Instant middle = quarter.period().start().plus(Duration.ofDays(50));
        switch (quarter.kind()) {
            case OUTAGE -> {
                SeededIncident incident =
                        new SeededIncident(ledger, quarter.period(), 1, quarter.outageBegan(), quarter.outageEnded());
                incident.write("CRITICAL", "infrastructure", "Navet stod still", "Lagringen i driftmiljön stannade");
                incident.party("municipality-goteborg", 41, 0, 22_400);
                incident.party("municipality-boras", 9, 0, 21_900);
                incident.party("hospital-group-su", 0, 0, 0);
                incident.entry(
                        quarter.outageBegan().plusSeconds(1_500), IncidentSteps.RESERVE_BEGAN, "telefon och fax");
                incident.entry(quarter.outageEnded().plusSeconds(600), IncidentSteps.RESERVE_ENDED, "");
                incident.entry(quarter.outageBegan().plusSeconds(2_400), IncidentSteps.SECURITY, "nis2");
                incident.entry(quarter.outageBegan().plusSeconds(50_000), IncidentSteps.REPORTED, "nis2-early-warning");
                incident.entry(quarter.outageBegan().plusSeconds(300_000), IncidentSteps.REPORTED, "nis2-notification");
                LocalDate due = quarter.period().lastDay();
                incident.action(
                        "Flytta liggaren till speglad lagring", due.minusDays(5), quarter.outageEnded(), middle);
                incident.action("Öva reservrutinen med tre kommuner", due.minusDays(2), quarter.outageEnded(), null);
            }
            case LATE_MUNICIPALITY -> {
                SeededIncident incident =
                        new SeededIncident(ledger, quarter.period(), 1, middle, middle.plus(Duration.ofHours(29)));
                incident.write(
                        "MAJOR",
                        "receiver",
                        "En kommuns system tog inte emot",
                        "Mottagarens system startade om gång på gång");
                incident.party(quarter.lateParty(), 37, 2, 104_000);
                incident.entry(middle.plusSeconds(3_000), IncidentSteps.RESERVE_BEGAN, "telefon");
                incident.entry(middle.plus(Duration.ofHours(29)), IncidentSteps.RESERVE_ENDED, "");
                incident.action(
                        "Leverantören byter kösystem hos kommunen",
                        quarter.period().lastDay().plusDays(60),
                        middle,
                        null);
            }
            case OVERRUN -> {
                SeededIncident incident =
                        new SeededIncident(ledger, quarter.period(), 1, middle, middle.plus(Duration.ofMinutes(48)));
                incident.write("MINOR", "sender", "Många meddelanden på en gång", "En avsändare sände om en hel vecka");
                incident.party("primary-care-narhalsan", 12, 0, 1_900);
                incident.action("Avsändaren begränsar sin omsändning", null, middle, middle.plus(Duration.ofDays(3)));
            }
            default -> {}
        }
    }

    private void writeFailures(SeededQuarter quarter) {
        int failures = switch (quarter.kind()) {
            case MISSING_DATA -> 0;
            case OUTAGE -> 44;
            case LATE_MUNICIPALITY -> 128;
            case OVERRUN -> 17;
            case CALM -> 6;
        };
        if (failures == 0) {
            return;
        }
        ErrorCode code =
                quarter.kind() == Kind.OVERRUN ? ErrorCode.OUTBOUND_MAPPING_FAILED : ErrorCode.RECEIVER_UNREACHABLE;
        String adapter = quarter.lateParty().isEmpty() ? "hospital-group-su" : quarter.lateParty();
        String group = "seeded-" + quarter.period();
        Instant first = quarter.period().start().plus(Duration.ofDays(43));
        Instant last = first.plus(Duration.ofHours(failures));
        ledger.write(
                "failure_group",
                List.of(
                        "id",
                        "first_seen",
                        "last_seen",
                        "solved_at",
                        "occurrences",
                        "kind",
                        "state",
                        "error_number",
                        "place",
                        "mapping",
                        "adapter",
                        "event_code"),
                List.<Object[]>of(new Object[] {
                            group, first, last, last, failures, "HELD", "SOLVED", code.number(), "", "", adapter, ""
                        })
                        .iterator());
        ledger.write(
                "failure",
                List.of("item", "at", "number", "group_id", "adapter"),
                LongStream.range(0, failures)
                        .<Object[]>mapToObj(n -> new Object[] {
                            new UUID(quarter.period().hashCode(), n), first.plus(Duration.ofHours(n)), 0, group, adapter
                        })
                        .iterator());
    }
}
