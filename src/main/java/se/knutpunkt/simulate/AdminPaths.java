package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a person or a test in another process may ask of the simulated parties: {@code GET /admin/counts}, {@code PUT} and
 * {@code DELETE /admin/behaviour/<system id>}, {@code DELETE /admin/counts}, {@code GET /admin/arrivals}.
 */
final class AdminPaths {

    /** Status and JSON. */
    record Answer(int status, byte[] body) {}

    private final PartyBook book;
    private final ArrivalLog arrivals;
    private final ObjectMapper json = new ObjectMapper();

    AdminPaths(PartyBook book, ArrivalLog arrivals) {
        this.book = book;
        this.arrivals = arrivals;
    }

    Answer answer(String method, String what, String systemId, byte[] body) {
        return switch (method + " " + what) {
            case "GET counts" -> counts();
            case "GET arrivals" -> answer(200, arrivals.take());
            case "DELETE counts" -> {
                book.clear();
                yield answer(200, "{}");
            }
            case "PUT behaviour", "POST behaviour" -> behave(systemId, body);
            case "DELETE behaviour" -> {
                book.beWell(systemId);
                yield answer(200, "{}");
            }
            default -> answer(404, "{\"error\":\"counts, arrivals and behaviour are what can be asked for\"}");
        };
    }

    private Answer counts() {
        ObjectNode all = json.createObjectNode();
        book.journals().forEach((system, journal) -> all.set(system, json.valueToTree(journal.counts())));
        return answer(200, all.toString());
    }

    private Answer behave(String systemId, byte[] body) {
        JsonNode told;
        try {
            told = json.readTree(body);
        } catch (IOException unreadable) {
            return answer(400, "{\"error\":\"not JSON\"}");
        }
        Optional<Behaviour.Kind> kind =
                Behaviour.Kind.findByCode(told.path("kind").asText());
        if (kind.isEmpty() || systemId.isEmpty()) {
            return answer(400, "{\"error\":\"kind must be one of " + list() + "\"}");
        }
        Behaviour usual = Behaviour.of(kind.get());
        book.behave(
                systemId,
                new Behaviour(
                        kind.get(),
                        Duration.ofMillis(told.path("delayMillis").asLong()),
                        told.path("status").asInt(usual.status()),
                        Duration.ofSeconds(told.path("retryAfterSeconds").asLong()),
                        told.path("times").asInt()));
        return answer(200, "{}");
    }

    private static String list() {
        return Arrays.toString(Behaviour.Kind.values());
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
