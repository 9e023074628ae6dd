package se.knutpunkt.operate.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.MessageSearch;
import se.knutpunkt.ledger.MessageStatus;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.ledger.SearchTerms;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Puts together what is known of one message: its states and attempts, its receipts, and the episode it stands in. */
public final class MessageDossiers {

    private static final int MOST_OF_AN_EPISODE = 200;
    private static final Set<DeliveryState> STILL = Set.of(DeliveryState.READY, DeliveryState.SENDING);

    private final MessageLedger messages;
    private final MessageContents contents;
    private final MessageSearch search;
    private final MessageFinder finder;

    public MessageDossiers(
            MessageLedger messages, MessageContents contents, MessageSearch search, MessageFinder finder) {
        this.messages = messages;
        this.contents = contents;
        this.search = search;
        this.finder = finder;
    }

    /** @throws HubException NOT_FOUND when there is no such message */
    public MessageDossier get(UUID hubId) {
        FoundMessage message = search.read(List.of(hubId)).stream().findFirst().orElseThrow(MessageDossiers::unknown);
        MessageContents.MessageRow row = contents.findMessage(hubId).orElseThrow(MessageDossiers::unknown);
        MessageStatus status = messages.find(hubId).orElseThrow(MessageDossiers::unknown);
        List<FoundMessage> episode = episode(message);
        return new MessageDossier(
                message,
                row,
                status.receipt().refusals(),
                status.receipt().remarks(),
                timeline(message, row, status),
                deliveries(message, status, episode),
                status.receipts().stream().map(MessageDossiers::line).toList(),
                episode);
    }

    private List<FoundMessage> episode(FoundMessage message) {
        if (message.episodeId() == null) {
            return List.of(message);
        }
        SearchTerms terms = SearchTerms.ofEpisode(message.episodeId());
        List<FoundMessage> all =
                new ArrayList<>(finder.find(terms, null, MOST_OF_AN_EPISODE).messages());
        java.util.Collections.reverse(all);
        return all;
    }

    private List<MessageDossier.DeliveryLine> deliveries(
            FoundMessage message, MessageStatus status, List<FoundMessage> episode) {
        Map<UUID, MessageContents.SentRow> sent = contents.listSent(message.hubId()).stream()
                .collect(Collectors.toMap(MessageContents.SentRow::deliveryId, Function.identity()));
        Map<UUID, MessageStatus.DeliveryStatus> now = status.deliveries().stream()
                .collect(Collectors.toMap(MessageStatus.DeliveryStatus::deliveryId, Function.identity()));
        return message.deliveries().stream()
                .map(delivery -> {
                    MessageStatus.DeliveryStatus state = now.get(delivery.deliveryId());
                    return new MessageDossier.DeliveryLine(
                            delivery,
                            state != null && STILL.contains(delivery.state()) ? state.nextAttempt() : null,
                            state != null && state.behindHeldHead(),
                            sent.get(delivery.deliveryId()),
                            neighbour(delivery, episode, -1),
                            neighbour(delivery, episode, 1));
                })
                .toList();
    }

    /** @param way -1 for the message before in the lane, 1 for the one after */
    private static UUID neighbour(FoundMessage.FoundDelivery delivery, List<FoundMessage> episode, int way) {
        record Place(UUID hubId, int position) {}
        return episode.stream()
                .flatMap(message -> message.deliveries().stream()
                        .filter(other -> other.systemId().equals(delivery.systemId()))
                        .map(other -> new Place(message.hubId(), other.position())))
                .filter(place -> (place.position() - delivery.position()) * way > 0)
                .min(Comparator.comparingInt(place -> (place.position() - delivery.position()) * way))
                .map(Place::hubId)
                .orElse(null);
    }

    private static List<MessageDossier.Moment> timeline(
            FoundMessage message, MessageContents.MessageRow row, MessageStatus status) {
        Map<UUID, String> units = message.deliveries().stream()
                .collect(Collectors.toMap(
                        FoundMessage.FoundDelivery::deliveryId, FoundMessage.FoundDelivery::unit, (one, other) -> one));
        List<MessageDossier.Moment> all = new ArrayList<>();
        if (row.happenedAt() != null) {
            all.add(new MessageDossier.Moment(row.happenedAt(), "", "happened", "", row.senderUnit()));
        }
        if (row.sentAt() != null) {
            all.add(new MessageDossier.Moment(row.sentAt(), "", "sent", "", row.systemId()));
        }
        all.add(new MessageDossier.Moment(row.receivedAt(), "", "received", row.format(), row.systemId()));
        status.history()
                .forEach(line -> all.add(new MessageDossier.Moment(
                        line.at(),
                        line.deliveryId() == null ? "" : units.getOrDefault(line.deliveryId(), ""),
                        line.step(),
                        line.detail(),
                        line.node())));
        status.receipts().stream().map(MessageDossiers::moment).forEach(all::add);
        all.sort(Comparator.comparing(MessageDossier.Moment::at));
        return all;
    }

    private static MessageDossier.Moment moment(ReceiptRow receipt) {
        return new MessageDossier.Moment(
                receipt.at(),
                receipt.unit() == null ? "" : receipt.unit().value(),
                "receipt-" + receipt.level().name().toLowerCase(java.util.Locale.ROOT),
                (receipt.code() + " " + Objects.requireNonNullElse(receipt.errorNumber(), "")).strip(),
                "");
    }

    private static MessageDossier.ReceiptLine line(ReceiptRow receipt) {
        return new MessageDossier.ReceiptLine(
                receipt.at(),
                receipt.level().name(),
                receipt.code().name(),
                Objects.requireNonNullElse(receipt.errorNumber(), ""),
                receipt.unit() == null ? "" : receipt.unit().value());
    }

    private static HubException unknown() {
        return new HubException(ErrorCode.NOT_FOUND, "message", "");
    }
}
