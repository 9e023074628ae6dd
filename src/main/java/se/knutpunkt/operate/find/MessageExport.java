package se.knutpunkt.operate.find;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.operate.OperatorLog;

/**
 * Writes what a search finds as CSV or JSON lines, one line per delivery, for other tools. There is no personal data in it, nor what points
 * at a person: neither person, nor episode, nor the sender's own ids, which the sender may have made of anything.
 */
public final class MessageExport {

    /** Most messages of one export. */
    public static final int MOST = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COLUMNS = List.of(
            "hubId",
            "messageId",
            "receivedAt",
            "state",
            "event",
            "version",
            "format",
            "senderSystem",
            "senderUnit",
            "refusedWith",
            "deliveryId",
            "receiverSystem",
            "receiverUnit",
            "receiverRole",
            "deliveryState",
            "attempts",
            "deliveryError",
            "deliveredAt");

    private final MessageFinder finder;
    private final OperatorLog log;

    public MessageExport(MessageFinder finder, OperatorLog log) {
        this.finder = finder;
        this.log = log;
    }

    /** Which form. */
    public enum Form {
        CSV,
        JSONL
    }

    /** Notes the export, before the first line is written. */
    public void begin(String byWhom, SearchRequest request) {
        log.recordWithoutReason(byWhom, "exported-messages", "search " + withoutPerson(request));
    }

    /** Writes all that is found, newest first, {@value #MOST} messages at most; memory holds a page at a time. */
    public void write(SearchRequest request, Form form, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter csv = form == Form.CSV
                ? CSVFormat.DEFAULT
                        .builder()
                        .setHeader(COLUMNS.toArray(String[]::new))
                        .get()
                        .print(writer)
                : null;
        UUID next = request.before();
        int written = 0;
        do {
            MessageFinder.Page page = finder.find(request.terms(), next, MessageFinder.LARGEST_PAGE);
            for (FoundMessage message : page.messages()) {
                for (Map<String, String> line : lines(message)) {
                    if (csv == null) {
                        ObjectNode node = JSON.createObjectNode();
                        line.forEach(node::put);
                        writer.write(node + "\n");
                    } else {
                        csv.printRecord(line.values());
                    }
                }
            }
            written += page.messages().size();
            next = page.next();
        } while (next != null && written < MOST);
        writer.flush();
    }

    private static List<Map<String, String>> lines(FoundMessage message) {
        return message.deliveries().isEmpty()
                ? List.of(line(message, null))
                : message.deliveries().stream()
                        .map(delivery -> line(message, delivery))
                        .toList();
    }

    private static Map<String, String> line(FoundMessage message, FoundMessage.FoundDelivery delivery) {
        Map<String, String> line = new LinkedHashMap<>();
        Object[] values = {
            message.hubId(),
            message.messageId(),
            message.receivedAt(),
            message.state(),
            message.eventCode(),
            message.eventVersion(),
            message.format(),
            message.systemId(),
            message.senderUnit(),
            message.errorNumber(),
            delivery == null ? null : delivery.deliveryId(),
            delivery == null ? null : delivery.systemId(),
            delivery == null ? null : delivery.unit(),
            delivery == null ? null : delivery.role(),
            delivery == null ? null : delivery.state(),
            delivery == null ? null : delivery.attempts(),
            delivery == null ? null : delivery.errorNumber(),
            delivery == null ? null : delivery.deliveredAt()
        };
        for (int i = 0; i < values.length; i++) {
            line.put(COLUMNS.get(i), values[i] == null ? "" : values[i].toString());
        }
        return line;
    }

    private static String withoutPerson(SearchRequest request) {
        Map<String, String> told = new LinkedHashMap<>(request.parameters());
        told.computeIfPresent("person", (name, token) -> "…");
        return SearchShelf.query(told);
    }
}
