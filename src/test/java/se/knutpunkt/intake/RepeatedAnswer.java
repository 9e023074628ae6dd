package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;

/**
 * What an answer says, whatever format it is in.
 *
 * @param positive whether it is a positive receipt
 * @param receipt all that must be equal when the same receipt is given again: code, ids, times, receivers, errors
 * @param errors numbers of the errors
 * @param duplicate whether it says that it answers a repetition; false for HL7, which has no place for it
 */
record RepeatedAnswer(boolean positive, String receipt, List<String> errors, boolean duplicate) {

    private static final ReadLimits LIMITS = new ReadLimits(1_000_000, 50, "UTF-8");

    static RepeatedAnswer ofJson(HttpCall call) {
        JsonNode json = call.json();
        List<String> errors = new ArrayList<>();
        json.path("errors").forEach(error -> errors.add(error.path("number").asText()));
        String receipt = List.of(
                        call.status(),
                        json.path("code"),
                        json.path("messageId"),
                        json.path("hubId"),
                        json.path("episodeId"),
                        json.path("at"),
                        json.path("receivers"),
                        json.path("errors"))
                .toString();
        return new RepeatedAnswer(
                json.path("code").asText().equals("ok"),
                receipt,
                errors,
                json.path("duplicate").asBoolean());
    }

    static RepeatedAnswer ofFhir(HttpCall call, Format format) {
        JsonNode bundle = Codecs.get(format).read(call.body().getBytes(StandardCharsets.UTF_8), LIMITS);
        JsonNode response = bundle.at("/entry/0/resource/response").deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) response).remove("details");
        List<String> errors = new ArrayList<>();
        bundle.at("/entry/1/resource/issue").findValuesAsText("code").stream()
                .filter(code -> code.startsWith("HUB-"))
                .forEach(errors::add);
        return new RepeatedAnswer(
                response.path("code").asText().equals("ok"),
                call.status() + " " + response + " " + errors,
                errors,
                bundle.toString().contains("uplic") || bundle.toString().contains("ubblett"));
    }

    static RepeatedAnswer ofHl7(String answer) {
        List<String> msa = MllpClient.segment(answer, "MSA");
        List<String> err = MllpClient.segment(answer, "ERR");
        List<String> errors = new ArrayList<>();
        java.util.regex.Matcher number =
                java.util.regex.Pattern.compile("HUB-\\d{3}").matcher(err.toString());
        while (number.find() && !errors.contains(number.group())) {
            errors.add(number.group());
        }
        return new RepeatedAnswer(msa.get(1).equals("AA"), msa + " " + err, errors, false);
    }
}
