package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.MessageState;

/**
 * What messages are looked for by; an empty set, an empty text and null are no condition. All conditions must hold, those on the
 * delivery for one and the same delivery.
 *
 * @param hubIds the hub's ids; null when not looked for by id, empty when the id is nobody's
 * @param episodeIds the episodes; null when not looked for by episode, any of them otherwise
 * @param personHashes keyed hashes of the person, lower-case hex; any of them
 * @param senderSystems ids of sending systems; any of them
 * @param senderUnits HSA-ids of sending units; any of them
 * @param receiverSystems ids of receiving systems; any of them
 * @param receiverParties ids of receiving parties; any of them
 * @param receiverUnits HSA-ids of receiving units; any of them
 * @param eventCode the event
 * @param state what became of the message
 * @param deliveryState where a delivery of it stands
 * @param errorNumber number of the error it was refused with or a delivery of it failed with
 * @param from received at or after this
 * @param until received before this
 * @param scope whose messages are seen at all; null for everybody's
 */
public record SearchTerms(
        Set<UUID> hubIds,
        Set<UUID> episodeIds,
        Set<String> personHashes,
        Set<String> senderSystems,
        Set<String> senderUnits,
        Set<String> receiverSystems,
        Set<String> receiverParties,
        Set<String> receiverUnits,
        String eventCode,
        MessageState state,
        DeliveryState deliveryState,
        String errorNumber,
        Instant from,
        Instant until,
        PartyScope scope) {

    /** No condition at all. */
    public static final SearchTerms ALL = new SearchTerms(
            null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), "", null, null, "", null, null,
            null);

    /** All of one episode. */
    public static SearchTerms ofEpisode(UUID episodeId) {
        return new SearchTerms(
                null,
                Set.of(episodeId),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                "",
                null,
                null,
                "",
                null,
                null,
                null);
    }

    public SearchTerms {
        hubIds = hubIds == null ? null : Set.copyOf(hubIds);
        episodeIds = episodeIds == null ? null : Set.copyOf(episodeIds);
        personHashes = Set.copyOf(personHashes);
        senderSystems = Set.copyOf(senderSystems);
        senderUnits = Set.copyOf(senderUnits);
        receiverSystems = Set.copyOf(receiverSystems);
        receiverParties = Set.copyOf(receiverParties);
        receiverUnits = Set.copyOf(receiverUnits);
    }

    /**
     * The parties one may see the messages of: those they sent and those sent to them.
     *
     * @param parties ids of the parties
     * @param units HSA-ids of their units
     */
    public record PartyScope(Set<String> parties, Set<String> units) {
        public PartyScope {
            parties = Set.copyOf(parties);
            units = Set.copyOf(units);
        }
    }

    /** True when few rows can hold, all found by an index, so that the whole ledger is asked at once. */
    public boolean isNarrow() {
        return hubIds != null || episodeIds != null || !personHashes.isEmpty();
    }

    boolean asksDeliveries() {
        return deliveryState != null
                || !receiverSystems.isEmpty()
                || !receiverParties.isEmpty()
                || !receiverUnits.isEmpty();
    }
}
