package se.knutpunkt.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;

/** What a pulling system may read, in its own format. What cannot be written in it is held, and what waits behind it waits. */
public final class InboxItems {

    private static final Logger LOG = LoggerFactory.getLogger(InboxItems.class);

    private final DeliveryLedger deliveries;
    private final ManifestLedger manifests;
    private final ConfigurationInForce configuration;
    private final OutgoingWriter writer;
    private final KeyedHasher hasher;

    public InboxItems(
            DeliveryLedger deliveries,
            ManifestLedger manifests,
            ConfigurationInForce configuration,
            OutgoingWriter writer,
            KeyedHasher hasher) {
        this.deliveries = deliveries;
        this.manifests = manifests;
        this.hasher = hasher;
        this.configuration = configuration;
        this.writer = writer;
    }

    /** One delivery with the message as the receiver gets it. */
    record Item(Claim claim, Outgoing outgoing) {}

    /** Oldest first. */
    List<Item> list(String systemId, int limit) {
        InForce inForce = configuration.get();
        HubSystem system = requireSystem(systemId, inForce);
        List<Item> items = new ArrayList<>();
        for (Claim claim : deliveries.listInbox(systemId, limit)) {
            write(claim, system, inForce).ifPresent(items::add);
        }
        // JSON stands in the list as an object and not as bytes: what is hashed then is what is read one by one.
        remember(
                system,
                items.stream()
                        .filter(item -> !InboxJson.isObject(item.outgoing()))
                        .toList());
        return items;
    }

    /** Those of the systems that have something to read. */
    Set<String> findFilled(Set<String> systemIds) {
        return deliveries.findFilledInboxes(systemIds);
    }

    Optional<Item> find(String systemId, UUID deliveryId) {
        InForce inForce = configuration.get();
        HubSystem system = requireSystem(systemId, inForce);
        Optional<Item> item =
                deliveries.findInboxItem(systemId, deliveryId).flatMap(claim -> write(claim, system, inForce));
        remember(system, item.stream().toList());
        return item;
    }

    private void remember(HubSystem system, List<Item> items) {
        Map<UUID, String> hashes = new HashMap<>();
        items.forEach(item -> hashes.put(
                item.claim().deliveryId(),
                hasher.hashWire(system.id(), item.outgoing().body())));
        manifests.recordShown(system.id(), hashes);
    }

    /** @throws HubException NOT_FOUND when the system does not receive by pull */
    void requireInbox(String systemId) {
        requireSystem(systemId, configuration.get());
    }

    private Optional<Item> write(Claim claim, HubSystem system, InForce inForce) {
        try {
            return Optional.of(new Item(claim, writer.write(claim, system, inForce)));
        } catch (HubException known) {
            return hold(claim, system, known.code());
        } catch (RuntimeException broken) {
            // one message that our mapping or a codec breaks on must not keep the receiver from all others
            LOG.error("not written: {}", FailureTrace.of(broken));
            return hold(claim, system, ErrorCode.OUTBOUND_MAPPING_FAILED);
        }
    }

    private Optional<Item> hold(Claim claim, HubSystem system, ErrorCode error) {
        LOG.warn("held until a person mends it: {} {}", error.number(), error);
        deliveries.holdInboxItem(system.id(), claim.deliveryId(), error);
        return Optional.empty();
    }

    private static HubSystem requireSystem(String systemId, InForce inForce) {
        return inForce.directory()
                .findSystem(systemId)
                .filter(system -> system.outbound() != null && system.outbound().channel() == Outbound.Channel.PULL)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "inbox", "the system has no inbox"));
    }
}
