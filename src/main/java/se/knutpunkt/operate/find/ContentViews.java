package se.knutpunkt.operate.find;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.receipt.ReceiptJson;

/**
 * Shows what a message holds, to who may see it and says why. The look is written to the operators' log before anything is read. What was
 * sent is not stored: it is made again from the canonical message, under the configuration of the time, and held against the hash of
 * what went over the wire.
 */
public final class ContentViews {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final MessageContents contents;
    private final ReceiptLedger receipts;
    private final ReceiptJson receiptJson;
    private final PastConfigurations configurations;
    private final AsSentWriter writer;
    private final KeyedHasher hasher;
    private final Renderings renderings;
    private final OperatorLog log;

    ContentViews(
            MessageContents contents,
            ReceiptLedger receipts,
            ReceiptJson receiptJson,
            PastConfigurations configurations,
            AsSentWriter writer,
            KeyedHasher hasher,
            Renderings renderings,
            OperatorLog log) {
        this.contents = contents;
        this.receipts = receipts;
        this.receiptJson = receiptJson;
        this.configurations = configurations;
        this.writer = writer;
        this.hasher = hasher;
        this.renderings = renderings;
        this.log = log;
    }

    /**
     * What a message holds.
     *
     * @param text the message in plain Swedish; empty when its event has no text
     * @param canonical the canonical message
     * @param sent per delivery what was sent
     * @param receipts the receipts as JSON, oldest first
     */
    public record ContentView(String text, String canonical, List<SentView> sent, List<String> receipts) {}

    /** Whether what was made again is what was sent. */
    public enum Verdict {
        /** The hashes are equal: it is what went over the wire, to the byte. */
        SAME,
        /** They differ: what was sent cannot be shown. */
        DIFFERENT,
        /** Nothing was sent yet: this is what would be. */
        NOT_SENT,
        /** It cannot be made again. */
        IMPOSSIBLE
    }

    /**
     * What one receiver was sent.
     *
     * @param mapping mapping used
     * @param configurationHash configuration it was made under
     * @param body the text of it; empty when it cannot be made
     * @param differences where its tree differs from the canonical one; empty for formats that have no such tree
     */
    public record SentView(
            UUID deliveryId,
            String systemId,
            String unit,
            Verdict verdict,
            String mapping,
            String configurationHash,
            String mediaType,
            String body,
            List<TreeDifference> differences) {}

    /**
     * @throws HubException NOT_FOUND when there is no such message, PAYLOAD_UNREADABLE when its content is not kept or not readable,
     *     REASON_MISSING without a reason
     */
    public ContentView open(UUID hubId, String byWhom, String reason) {
        MessageContents.MessageRow row =
                contents.findMessage(hubId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "message", ""));
        log.record(byWhom, "viewed-content", "message " + hubId, reason);
        byte[] stored = contents.findCanonical(hubId)
                .orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is not kept"));
        JsonNode canonical =
                tree(stored).orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is no JSON"));
        List<SentView> sent = new ArrayList<>();
        contents.listSent(hubId).forEach(delivery -> sent.add(sent(delivery, canonical)));
        return new ContentView(
                configurations
                        .find("")
                        .flatMap(inForce -> renderings.render(canonical, inForce))
                        .orElse(""),
                pretty(canonical),
                sent,
                receipts.list(row.hubId()).stream()
                        .map(receipt -> pretty(receiptJson.jsonReceipt(receipt, ErrorTexts.SWEDISH)))
                        .toList());
    }

    private SentView sent(MessageContents.SentRow row, JsonNode canonical) {
        Claim claim = contents.findClaim(row.deliveryId())
                .orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is not kept"));
        // A node follows a new configuration within a second: one sent just then was made under either.
        SentView then = made(row, claim, row.configurationHash(), canonical);
        return then.verdict() == Verdict.SAME || row.sentHash().isEmpty()
                ? then
                : Optional.of(made(row, claim, "", canonical))
                        .filter(now -> now.verdict() == Verdict.SAME)
                        .orElse(then);
    }

    private SentView made(MessageContents.SentRow row, Claim claim, String configuration, JsonNode canonical) {
        String systemId = claim.receiver().systemId();
        try {
            Optional<InForce> inForce = configurations.find(configuration);
            Optional<HubSystem> system = inForce.flatMap(
                            found -> found.directory().findSystem(systemId))
                    .filter(found -> found.outbound() != null);
            if (system.isEmpty()) {
                return impossible(row, claim, configuration);
            }
            AsSentWriter.Written written = writer.write(claim, system.get(), inForce.get());
            Verdict verdict = row.sentHash().isEmpty()
                    ? Verdict.NOT_SENT
                    : row.sentHash().equals(hasher.hashWire(systemId, written.body()))
                            ? Verdict.SAME
                            : Verdict.DIFFERENT;
            Optional<JsonNode> tree = tree(written.body());
            return new SentView(
                    row.deliveryId(),
                    systemId,
                    claim.receiver().unit().value(),
                    verdict,
                    written.mapping(),
                    inForce.get().hash(),
                    written.mediaType(),
                    tree.map(ContentViews::pretty)
                            .orElseGet(() -> new String(written.body(), StandardCharsets.UTF_8).replace('\r', '\n')),
                    tree.filter(found -> found.has("resourceType"))
                            .map(found -> TreeDifference.list(canonical, found))
                            .orElse(List.of()));
        } catch (HubException unwritable) {
            return impossible(row, claim, configuration);
        }
    }

    private static SentView impossible(MessageContents.SentRow row, Claim claim, String configuration) {
        return new SentView(
                row.deliveryId(),
                claim.receiver().systemId(),
                claim.receiver().unit().value(),
                Verdict.IMPOSSIBLE,
                row.mapping(),
                configuration,
                "",
                "",
                List.of());
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String pretty(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "content", "", impossible);
        }
    }
}
