package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message to people outside the hub.
 *
 * @param channel name of the channel, or {@code party} for one to a party's contacts
 * @param mail true for e-mail, false for a webhook
 * @param recipients function mailboxes; empty for a webhook
 * @param partyId party it is for; empty for none
 * @param incidentId incident it is about; null for none
 * @param state WAITING, SENT or GIVEN_UP
 * @param error why the last attempt failed, a word; empty when it did not
 */
public record NoticeRow(
        UUID id,
        String channel,
        boolean mail,
        List<String> recipients,
        String partyId,
        UUID incidentId,
        String subject,
        String body,
        Instant createdAt,
        String state,
        int attempts,
        Instant nextAttempt,
        Instant sentAt,
        String error) {

    public NoticeRow {
        recipients = List.copyOf(recipients);
    }
}
