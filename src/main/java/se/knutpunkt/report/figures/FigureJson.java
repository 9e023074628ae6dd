package se.knutpunkt.report.figures;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The one written form of a set: no spaces, keys in this order, values as decimal text so that no reader loses a digit. */
final class FigureJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FigureJson() {}

    static String write(FigureSet set) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("period", set.period().toString());
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> parameter : set.parameters().entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("figures");
            for (Figure figure : set.figures()) {
                write(json, figure);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("deviations");
            for (Deviation deviation : set.deviations()) {
                write(json, deviation);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", figure.id());
        json.writeStringField("service", figure.scope().service());
        json.writeStringField("party", figure.scope().party());
        json.writeStringField("item", figure.scope().item());
        json.writeStringField("unit", figure.unit().code());
        json.writeStringField("state", figure.state().name());
        json.writeStringField(
                "value", figure.find().map(BigDecimal::toPlainString).orElse(""));
        json.writeStringField("reason", figure.reason());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Deviation deviation) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", deviation.number());
        json.writeStringField("title", deviation.title());
        json.writeStringField("severity", deviation.severity());
        json.writeStringField("beganAt", text(deviation.beganAt()));
        json.writeStringField("endedAt", text(deviation.endedAt()));
        json.writeNumberField("minutes", deviation.minutes());
        json.writeStringField("causeKind", deviation.causeKind());
        json.writeStringField("cause", deviation.cause());
        json.writeArrayFieldStart("parties");
        for (String party : deviation.parties()) {
            json.writeString(party);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("actions");
        for (Deviation.Action action : deviation.actions()) {
            json.writeStartObject();
            json.writeStringField("what", action.what());
            json.writeStringField("due", text(action.due()));
            json.writeStringField("state", action.state());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("reserve");
        for (Deviation.Reserve reserve : deviation.reserve()) {
            json.writeStartObject();
            json.writeStringField("from", text(reserve.from()));
            json.writeStringField("until", text(reserve.until()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("clocks");
        for (Deviation.Clock clock : deviation.clocks()) {
            json.writeStartObject();
            json.writeStringField("report", clock.report());
            json.writeStringField("knownAt", text(clock.knownAt()));
            json.writeStringField("due", text(clock.due()));
            json.writeStringField("reportedAt", text(clock.reportedAt()));
            json.writeStringField("state", clock.state());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A set as it was written; its revision and time stand beside it. */
    static FigureSet read(String text, int revision, Instant frozenAt) {
        try {
            JsonNode root = JSON.readTree(text);
            Map<String, String> parameters = new TreeMap<>();
            root.path("parameters")
                    .properties()
                    .forEach(field ->
                            parameters.put(field.getKey(), field.getValue().asText()));
            List<Figure> figures = new ArrayList<>();
            root.path("figures").forEach(node -> figures.add(figure(node)));
            List<Deviation> deviations = new ArrayList<>();
            root.path("deviations").forEach(node -> deviations.add(deviation(node)));
            return new FigureSet(
                    Period.parse(root.path("period").asText()), revision, frozenAt, parameters, figures, deviations);
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.INTERNAL, "figures", "a frozen set cannot be read", e);
        }
    }

    private static Figure figure(JsonNode node) {
        String value = node.path("value").asText();
        return new Figure(
                node.path("id").asText(),
                new Scope(
                        node.path("service").asText(),
                        node.path("party").asText(),
                        node.path("item").asText()),
                Unit.ofCode(node.path("unit").asText()),
                Figure.State.valueOf(node.path("state").asText()),
                value.isEmpty() ? null : new BigDecimal(value),
                node.path("reason").asText());
    }

    private static Deviation deviation(JsonNode node) {
        List<String> parties = new ArrayList<>();
        node.path("parties").forEach(party -> parties.add(party.asText()));
        List<Deviation.Action> actions = new ArrayList<>();
        node.path("actions")
                .forEach(action -> actions.add(new Deviation.Action(
                        action.path("what").asText(),
                        action.path("due").asText().isEmpty()
                                ? null
                                : LocalDate.parse(action.path("due").asText()),
                        action.path("state").asText())));
        List<Deviation.Reserve> reserve = new ArrayList<>();
        node.path("reserve")
                .forEach(one -> reserve.add(new Deviation.Reserve(instant(one, "from"), instant(one, "until"))));
        List<Deviation.Clock> clocks = new ArrayList<>();
        node.path("clocks")
                .forEach(clock -> clocks.add(new Deviation.Clock(
                        clock.path("report").asText(),
                        instant(clock, "knownAt"),
                        instant(clock, "due"),
                        instant(clock, "reportedAt"),
                        clock.path("state").asText())));
        return new Deviation(
                node.path("number").asLong(),
                node.path("title").asText(),
                node.path("severity").asText(),
                instant(node, "beganAt"),
                instant(node, "endedAt"),
                node.path("minutes").asLong(),
                node.path("causeKind").asText(),
                node.path("cause").asText(),
                parties,
                actions,
                reserve,
                clocks);
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }

    private static Instant instant(JsonNode node, String field) {
        String text = node.path(field).asText();
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private static String text(Object time) {
        return time == null ? "" : time.toString();
    }
}
