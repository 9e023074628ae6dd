package se.knutpunkt.deliver;

import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: what a receiver answers. Whatever it is, it is an answer, if only none. */
public final class AnswerFuzz {

    private static final String MESSAGE = "7f6f2c1e-3f64-4f0e-9a53-2b1f6a5d0001";

    private AnswerFuzz() {}

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(Seeds.texts(
                "{\"code\":\"ok\",\"messageId\":\"" + MESSAGE + "\"}",
                "{\"code\":\"fatal-error\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":\"MessageHeader\","
                        + "\"response\":{\"identifier\":\"" + MESSAGE + "\",\"code\":\"transient-error\"}}}]}",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><MessageHeader><response><identifier value=\""
                        + MESSAGE + "\"/><code value=\"ok\"/></response></MessageHeader></resource></entry></Bundle>",
                " <html>502 Bad Gateway</html>"));
        seeds.addAll(Seeds.files("hostile/.*\\.(json|xml)$"));
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] data) {
        Answer answer = AnswerReader.read(data, MESSAGE);
        if (answer == null) {
            throw new AssertionError("no answer at all");
        }
        if (AnswerReader.read(data, MESSAGE) != answer) {
            throw new AssertionError("the second time it is another answer");
        }
    }
}
