package se.knutpunkt.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import se.knutpunkt.ledger.LaterAccepted;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What was accepted after the instant a ledger was restored to, as a table and as CSV (RFC 4180). */
final class LaterAcceptedList {

    private static final String FORMAT = "%-30s  %-36s  %-24s  %s%n";
    private static final int SHOWN = 50;

    private final List<LaterAccepted> messages;

    LaterAcceptedList(List<LaterAccepted> messages) {
        this.messages = List.copyOf(messages);
    }

    void print(PrintWriter out) {
        out.printf("Accepted later: %d%n", messages.size());
        if (messages.isEmpty()) {
            return;
        }
        out.printf(FORMAT, "sender", "message id", "event", "accepted");
        messages.stream()
                .limit(SHOWN)
                .forEach(message -> out.printf(
                        FORMAT,
                        message.systemId(),
                        message.senderMessageId(),
                        message.eventCode(),
                        message.acceptedAt()));
        if (messages.size() > SHOWN) {
            out.printf("... and %d more%n", messages.size() - SHOWN);
        }
    }

    void writeCsv(Path file) {
        List<String> lines = Stream.concat(
                        Stream.of("sender,messageId,event,acceptedAt,headerId,hubId"),
                        messages.stream()
                                .map(message -> String.join(
                                        ",",
                                        quote(message.systemId()),
                                        quote(message.senderMessageId()),
                                        quote(message.eventCode()),
                                        message.acceptedAt().toString(),
                                        message.messageId().toString(),
                                        message.hubId().toString())))
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, file.toString(), "the list cannot be written", e);
        }
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
