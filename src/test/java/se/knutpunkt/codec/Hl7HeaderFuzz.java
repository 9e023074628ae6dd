package se.knutpunkt.codec;

import java.time.Instant;
import java.util.List;
import se.knutpunkt.fuzz.Seeds;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/** Fuzz target: the header that is read even from a message that is not readable, and the acknowledgement that is written from it. */
public final class Hl7HeaderFuzz {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private Hl7HeaderFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.files("(hl7v2-to-canonical|hostile|bad-input).*\\.hl7$");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        Hl7Header header = Hl7Header.peek(data).orElse(Hl7Header.NONE);
        byte[] answer = Hl7Acknowledgement.write(
                header,
                "AR",
                "1",
                AT,
                "",
                List.of(new Hl7Acknowledgement.Line(Refusal.of(ErrorCode.UNREADABLE, ""), "Går inte att läsa")));
        try {
            String code = Codecs.get(Format.HL7_V2)
                    .read(answer, ReadLimits.DEFAULT)
                    .at("/MSA/0/1/0/1")
                    .asText();
            CodecFuzz.require(code.equals("AR"), "the acknowledgement says " + code);
        } catch (HubException unreadable) {
            throw new AssertionError("an acknowledgement that nobody can read", unreadable);
        }
    }
}
