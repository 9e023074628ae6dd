package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.knutpunkt.message.ReceiptCode;

/** Reads the hub's answers: a JSON receipt, a response Bundle in JSON or XML, an ACK. */
final class HubAnswerReader {

    private static final Pattern ERROR_NUMBER = Pattern.compile("HUB-\\d{3}");

    private final ObjectMapper json = new ObjectMapper();
    private final FhirXmlReader xml = new FhirXmlReader();

    SendResult readHttp(int status, byte[] body) {
        if (status == 429 || status == 502 || status == 503 || status == 504) {
            return new SendResult(SendResult.Outcome.LATER, "", "", errors(new String(body)));
        }
        Optional<JsonNode> tree = tree(body);
        if (tree.isEmpty()) {
            return SendResult.of(SendResult.Outcome.NO_ANSWER);
        }
        JsonNode answer = tree.get();
        List<String> errors = errors(answer.toString());
        if ("Bundle".equals(answer.path("resourceType").asText())) {
            return readResponse(answer.at("/entry/0/resource/response"), errors);
        }
        String code = answer.path("code").asText();
        if (code.isEmpty()) {
            return new SendResult(
                    status >= 500 ? SendResult.Outcome.LATER : SendResult.Outcome.REFUSED, "", "", errors);
        }
        boolean nowhere = "nowhere".equals(answer.path("outcome").asText());
        return new SendResult(
                nowhere ? SendResult.Outcome.NOWHERE : outcome(code),
                answer.path("hubId").asText(),
                answer.path("episodeId").asText(),
                errors,
                answer.path("receivers").findValuesAsText("unit"));
    }

    /** {@code nowhere} cannot be told from an acknowledgement: in HL7 v2 both are AA. */
    SendResult readAcknowledgement(String acknowledgement) {
        String code = "";
        boolean later = false;
        for (String segment : acknowledgement.split("\r")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("MSA") && fields.length > 1) {
                code = fields[1];
            }
            later |= fields[0].equals("ERR") && fields.length > 3 && fields[3].startsWith("207");
        }
        List<String> errors = errors(acknowledgement);
        return switch (code) {
            case "AA", "CA" -> SendResult.of(SendResult.Outcome.ACCEPTED);
            case "AE", "CE" -> new SendResult(SendResult.Outcome.REFUSED, "", "", errors);
            case "AR", "CR" ->
                new SendResult(later ? SendResult.Outcome.LATER : SendResult.Outcome.REFUSED, "", "", errors);
            default -> SendResult.of(SendResult.Outcome.NO_ANSWER);
        };
    }

    private static SendResult readResponse(JsonNode response, List<String> errors) {
        String episode = "";
        String hubId = "";
        List<String> units = new ArrayList<>();
        for (JsonNode extension : response.path("extension")) {
            JsonNode identifier = extension.path("valueIdentifier");
            if (FhirNames.EPISODE_IDENTIFIER.equals(identifier.path("system").asText())) {
                episode = identifier.path("value").asText();
            }
            if (FhirNames.RECEIPT_UNIT.equals(extension.path("url").asText())) {
                units.add(identifier.path("value").asText());
            }
            hubId = extension.path("valueUuid").asText(hubId).replace("urn:uuid:", "");
        }
        return new SendResult(outcome(response.path("code").asText()), hubId, episode, errors, units);
    }

    private static SendResult.Outcome outcome(String code) {
        if (ReceiptCode.OK.fhirCode().equals(code)) {
            return SendResult.Outcome.ACCEPTED;
        }
        return ReceiptCode.TRANSIENT_ERROR.fhirCode().equals(code)
                ? SendResult.Outcome.LATER
                : SendResult.Outcome.REFUSED;
    }

    private Optional<JsonNode> tree(byte[] body) {
        try {
            if (body.length > 0 && body[0] == '<') {
                return xml.read(body).map(tree -> tree);
            }
            JsonNode tree = json.readTree(body);
            return tree == null || !tree.isObject() ? Optional.empty() : Optional.of(tree);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> errors(String answer) {
        TreeSet<String> numbers = new TreeSet<>();
        Matcher matcher = ERROR_NUMBER.matcher(answer);
        while (matcher.find()) {
            numbers.add(matcher.group());
        }
        return new ArrayList<>(numbers);
    }
}
