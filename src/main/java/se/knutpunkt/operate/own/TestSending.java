package se.knutpunkt.operate.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.Fact;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/**
 * Sends a test message to a party's own system, by the same way as any other: recorded, claimed, translated and delivered. It is about a
 * test identity, begins no episode, and is marked as a test in name, tag and facts.
 */
public final class TestSending {

    /** The sender of test messages in the ledger. */
    public static final String SYSTEM = "hub";

    private static final HsaId SENDER = HsaId.of("SE2321000131-SYN000016");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurationInForce configuration;
    private final IntakeLedger intake;
    private final KeyedHasher hasher;
    private final OperatorLog log;
    private final Ids ids;
    private final Clock clock;

    public TestSending(
            ConfigurationInForce configuration,
            IntakeLedger intake,
            KeyedHasher hasher,
            OperatorLog log,
            Ids ids,
            Clock clock) {
        this.configuration = configuration;
        this.intake = intake;
        this.hasher = hasher;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @return the hub's id of the test message
     * @throws HubException STATE_CHANGED when the party takes no such message
     */
    public UUID send(String partyId, String byWhom, String reason) {
        String why = Reason.require(reason);
        InForce inForce = configuration.get();
        Party party = inForce.directory()
                .findParty(partyId)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "party", ""));
        Receiver receiver = receiver(inForce, party);
        Role role = receiver.role();
        UUID hubId = ids.next();
        UUID messageId = ids.next();
        Instant now = clock.instant();
        Unit unit = inForce.directory().findUnit(receiver.unit()).orElseThrow();
        ObjectNode bundle = TestMessage.write(messageId, ids.next(), unit, role, party.municipalityCode(), now);
        EventType type = event(inForce);
        NewDelivery delivery = new NewDelivery(receiver, type.sections().getOrDefault(role, Set.of()));
        log.record(byWhom, "test-sent", "party " + partyId, why);
        IntakeReceipt receipt = intake.record(
                draft(inForce, type, hubId, messageId, bundle, now),
                (head, reference, acceptedAt) -> new IntakeDecision.Accept(
                        null, List.of(delivery), List.of(new Fact("test", "true")), List.of("test")));
        return receipt.hubId();
    }

    private IntakeDraft draft(
            InForce inForce, EventType type, UUID hubId, UUID messageId, ObjectNode bundle, Instant now) {
        byte[] bytes = bytes(bundle);
        return new IntakeDraft(
                hubId,
                SYSTEM,
                messageId.toString(),
                "",
                1,
                hasher.hashContent(bytes),
                messageId,
                type.code(),
                type.version(),
                SENDER,
                Role.HOSPITAL,
                now,
                now,
                now,
                new EpisodeKey(null, "", "", false, false),
                null,
                hasher.hashPerson(TestMessage.PERSON_SYSTEM, TestMessage.PERSON),
                "fhir-json",
                "",
                inForce.hash(),
                "",
                bytes);
    }

    private static Receiver receiver(InForce inForce, Party party) {
        HubSystem system = inForce.directory()
                .findSystem(party.systemId())
                .filter(found -> found.outbound() != null && found.outbound().takes(TestMessage.EVENT))
                .orElseThrow(
                        () -> new HubException(ErrorCode.STATE_CHANGED, "system", "takes no " + TestMessage.EVENT));
        Set<Role> receivers = event(inForce).receivers();
        for (Unit unit : party.units()) {
            for (Role role :
                    unit.roles().stream().sorted(Comparator.naturalOrder()).toList()) {
                if (receivers.contains(role)) {
                    return new Receiver(system.id(), party.id(), unit.hsaId(), role);
                }
            }
        }
        throw new HubException(ErrorCode.STATE_CHANGED, "party", "has no unit that takes " + TestMessage.EVENT);
    }

    private static EventType event(InForce inForce) {
        return inForce.catalogue().listEvents().stream()
                .filter(type -> type.code().equals(TestMessage.EVENT))
                .findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, "event", TestMessage.EVENT));
    }

    private static byte[] bytes(ObjectNode bundle) {
        try {
            return JSON.writeValueAsString(bundle).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "test", "", impossible);
        }
    }
}
