package se.knutpunkt.canonical;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Checks a canonical message against its catalogue entry: version, sender role, kinds, required and allowed elements, code lists, times. */
public final class EventCheck {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final String EVENT_PLACE = "MessageHeader.eventCoding";
    private static final String WITHHELD_PLACE = "MessageHeader.extension[withheld]";

    private final CanonicalMessage message;
    private final EventType type;
    private final Instant latest;
    private final List<Refusal> refusals = new ArrayList<>();

    private EventCheck(CanonicalMessage message, EventType type, Instant latest) {
        this.message = message;
        this.type = type;
        this.latest = latest;
    }

    /** The catalogue entry that holds for a message; that of the event registered, where it registers another afterwards. */
    public static Optional<EventType> findType(CanonicalMessage message, Catalogue catalogue) {
        return catalogue.findEvent(message.eventCode(), message.eventVersion(), message.content("registeredEvent"));
    }

    /** The same where no governing document says how far clocks may differ. */
    public static List<Refusal> check(CanonicalMessage message, Catalogue catalogue, Instant receivedAt) {
        return check(message, catalogue, receivedAt, ExchangeParameters.DEFAULT.clockSkew());
    }

    /**
     * All that the sender must mend; empty when nothing.
     *
     * @param skew how far ahead of the hub's clock the sender's may be
     */
    public static List<Refusal> check(
            CanonicalMessage message, Catalogue catalogue, Instant receivedAt, Duration skew) {
        Optional<EventType> type = findType(message, catalogue);
        if (type.isEmpty()) {
            String versions = catalogue.listEvents().stream()
                    .filter(event -> event.code().equals(message.eventCode()))
                    .map(EventType::version)
                    .collect(Collectors.joining(", "));
            return List.of(new Refusal(
                    ErrorCode.UNKNOWN_EVENT, EVENT_PLACE, versions.isEmpty() ? "" : "versions: " + versions));
        }
        if (type.get().sunset() != null
                && receivedAt.atZone(STOCKHOLM).toLocalDate().isAfter(type.get().sunset())) {
            String newest = catalogue
                    .findNewest(message.eventCode())
                    .map(EventType::version)
                    .orElse("");
            return List.of(new Refusal(
                    ErrorCode.EVENT_VERSION_ENDED,
                    EVENT_PLACE,
                    "ended " + type.get().sunset() + "; use version " + newest));
        }
        EventCheck check = new EventCheck(message, type.get(), receivedAt.plus(skew));
        check.checkHeader();
        check.refusals.addAll(ElementCheck.check(message, type.get(), catalogue, check.latest));
        return check.refusals;
    }

    private void checkHeader() {
        checkTime("MessageHeader.extension[happened-at]", message.happenedAtText());
        checkTime("Bundle.timestamp", message.sentAtText());
        checkSender();
        checkKind();
        List<CanonicalMessage.Destination> destinations = message.listDestinations();
        for (int i = 0; i < destinations.size(); i++) {
            String role = destinations.get(i).role();
            if (!role.isEmpty()
                    && Role.findByCode(role).filter(type.receivers()::contains).isEmpty()) {
                refuse(
                        ErrorCode.WRONG_RECEIVER_ROLE,
                        "MessageHeader.destination[" + i + "]",
                        "allowed: " + roles(type.receivers()));
            }
        }
        for (CanonicalMessage.Withheld withheld : message.listWithheld()) {
            if (!type.withholdable().contains(withheld.section())) {
                refuse(ErrorCode.SECTION_NOT_WITHHELD, WITHHELD_PLACE, "allowed: " + sorted(type.withholdable()));
            }
            if (!withheld.receiver().isEmpty()
                    && HsaId.find(withheld.receiver()).isEmpty()) {
                refuse(ErrorCode.INVALID_IDENTIFIER, WITHHELD_PLACE, "an HSA-id");
            }
        }
    }

    private void checkSender() {
        if (message.findSenderUnit().isEmpty()) {
            refuse(ErrorCode.INVALID_IDENTIFIER, "MessageHeader.sender.identifier", "the HSA-id of a unit");
        }
        Optional<Role> role = message.findSenderRole();
        if (role.isEmpty()) {
            refuse(
                    ErrorCode.REQUIRED_MISSING,
                    "MessageHeader.sender.extension[sender-role]",
                    "allowed: " + roles(type.senders()));
        } else if (!type.senders().contains(role.get())) {
            refuse(
                    ErrorCode.WRONG_SENDER_ROLE,
                    "MessageHeader.sender.extension[sender-role]",
                    "allowed: " + roles(type.senders()));
        }
    }

    private void checkKind() {
        if (!message.kind().isEmpty()
                && !type.kinds().isEmpty()
                && !type.kinds().containsKey(message.kind())) {
            refuse(
                    ErrorCode.UNKNOWN_CODE,
                    "MessageHeader.reason",
                    "allowed: " + String.join(", ", type.kinds().keySet()));
        }
    }

    private void checkTime(String place, String text) {
        if (text.isEmpty()) {
            refuse(ErrorCode.REQUIRED_MISSING, place, "a time with its zone");
            return;
        }
        Optional<Instant> instant = CanonicalMessage.instant(text);
        if (instant.isEmpty()) {
            refuse(ErrorCode.INVALID_TIME, place, "a time with its zone");
        } else if (instant.get().isAfter(latest)) {
            refuse(ErrorCode.TIME_IN_FUTURE, place, "");
        }
    }

    private void refuse(ErrorCode code, String place, String detail) {
        refusals.add(new Refusal(code, place, detail));
    }

    private static String roles(Collection<Role> roles) {
        return sorted(roles.stream().map(Role::code).toList());
    }

    private static String sorted(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
