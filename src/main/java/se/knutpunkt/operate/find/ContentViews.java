package se.knutpunkt.operate.find;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
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

    private static final ObjectMapper JSON = new ObjectMapper();

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
     * @param raw as it came; empty when it is not kept
     * @param canonical the canonical message
     * @param sent per delivery what was sent
     * @param receipts the receipts as JSON, oldest first
     */
    public record ContentView(
            String text, Optional<RawView> raw, String canonical, List<SentView> sent, List<String> receipts) {}

    /**
     * What the sender sent.
     *
     * @param format code of its format
     * @param body the text of it
     * @param compared with the canonical message, where that has its shape
     */
    public record RawView(String format, String body, Comparison compared) {}

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
     * @param compared with the canonical message or with what came, whichever has its shape
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
            Comparison compared) {}

    /**
     * @throws HubException NOT_FOUND when there is no such message, PAYLOAD_UNREADABLE when its content is not kept or not readable,
     *     REASON_MISSING without a reason
     */
    public ContentView open(UUID hubId, String byWhom, String reason) {
        MessageContents.MessageRow row =
                contents.findMessage(hubId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "message", ""));
        log.record(byWhom, "viewed-content", "message " + hubId, reason);
        MessageContents.Content stored = contents.findContent(hubId)
                .orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is not kept"));
        Forms forms = new Forms(row, stored);
        JsonNode canonical = forms.canonical;
        return new ContentView(
                configurations
                        .find("")
                        .flatMap(inForce -> renderings.render(canonical, inForce))
                        .orElse(""),
                forms.raw.map(raw -> new RawView(
                        row.format(), raw.text(), Comparison.ofRaw(forms.rawFormat, raw.tree(), canonical))),
                WireText.pretty(canonical),
                contents.listSent(hubId).stream()
                        .map(delivery -> sent(delivery, forms))
                        .toList(),
                receipts.list(row.hubId()).stream()
                        .map(receipt -> WireText.pretty(receiptJson.jsonReceipt(receipt, ErrorTexts.SWEDISH)))
                        .toList());
    }

    /** The forms of one message that the others are compared with. */
    private final class Forms {
        private final JsonNode canonical;
        private final Format rawFormat;
        private final Optional<WireText> raw;

        Forms(MessageContents.MessageRow row, MessageContents.Content stored) {
            canonical = read(stored.canonical());
            rawFormat = Format.findByCode(row.format()).orElse(Format.FHIR_JSON);
            raw = stored.raw().map(bytes -> WireText.of(rawFormat, bytes, limits(row)));
        }

        private ReadLimits limits(MessageContents.MessageRow row) {
            return configurations
                    .find(row.configurationHash())
                    .flatMap(inForce -> inForce.directory().findSystem(row.systemId()))
                    .map(HubSystem::inbound)
                    .map(inbound -> new ReadLimits(inbound.maxBytes(), inbound.maxDepth(), inbound.charset()))
                    .orElse(ReadLimits.DEFAULT);
        }
    }

    private SentView sent(MessageContents.SentRow row, Forms forms) {
        Claim claim = contents.findClaim(row.deliveryId())
                .orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is not kept"));
        // A node follows a new configuration within a second: one sent just then was made under either.
        SentView then = made(row, claim, row.configurationHash(), forms);
        return then.verdict() == Verdict.SAME || row.sentHash().isEmpty()
                ? then
                : Optional.of(made(row, claim, "", forms))
                        .filter(now -> now.verdict() == Verdict.SAME)
                        .orElse(then);
    }

    private SentView made(MessageContents.SentRow row, Claim claim, String configuration, Forms forms) {
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
            Format format = system.get().outbound().format();
            WireText text = WireText.of(format, written.body(), ReadLimits.DEFAULT);
            return new SentView(
                    row.deliveryId(),
                    systemId,
                    claim.receiver().unit().value(),
                    verdict,
                    written.mapping(),
                    inForce.get().hash(),
                    written.mediaType(),
                    text.text(),
                    Comparison.ofSent(
                            format, text.tree(), forms.canonical, forms.rawFormat, forms.raw.flatMap(WireText::tree)));
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
                new Comparison(Comparison.With.NONE, List.of()));
    }

    private static JsonNode read(byte[] canonical) {
        try {
            return JSON.readTree(canonical);
        } catch (IOException damaged) {
            throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is no JSON", damaged);
        }
    }
}
