package se.knutpunkt.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One comparison of a day's manifest with what the system says.
 *
 * @param id its id
 * @param systemId whose list was compared
 * @param day calendar day, Europe/Stockholm
 * @param direction which way
 * @param comparedAt when; null before it is recorded
 * @param byWhom who gave the list, or {@code hub} where a neighbouring day's list made it compare again
 * @param hubEntries messages the hub has of the day
 * @param partyEntries messages the system listed
 * @param matched messages both have
 * @param unverified of these, messages whose content could not be compared
 * @param findings where the two differ, gaps first
 */
public record Reconciliation(
        UUID id,
        String systemId,
        LocalDate day,
        Direction direction,
        Instant comparedAt,
        String byWhom,
        int hubEntries,
        int partyEntries,
        int matched,
        int unverified,
        List<Finding> findings) {

    public Reconciliation {
        findings = List.copyOf(findings);
    }

    /**
     * One difference.
     *
     * @param kind code of what it is
     * @param gap true when a message is missing, strange or other than it should be; false for what explains itself
     * @param messageId the message as the system names it
     * @param deliveryId the delivery; null when there is none
     * @param hubId the hub's id; null when the hub has no such message
     * @param event code of the event; empty when unknown
     * @param at when, as the hub has it, else as the system has it; null when neither says
     * @param errorNumber why the hub refused or holds it; empty otherwise
     */
    public record Finding(
            String kind,
            boolean gap,
            String messageId,
            UUID deliveryId,
            UUID hubId,
            String event,
            Instant at,
            String errorNumber) {}

    public long gaps() {
        return findings.stream().filter(Finding::gap).count();
    }
}
