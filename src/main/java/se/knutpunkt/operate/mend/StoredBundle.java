package se.knutpunkt.operate.mend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The canonical Bundle as the ledger keeps it. */
public final class StoredBundle {

    private static final ReadLimits STORED = new ReadLimits(Integer.MAX_VALUE, 200, "UTF-8");

    private StoredBundle() {}

    /** @throws HubException PAYLOAD_UNREADABLE */
    public static ObjectNode read(byte[] payload) {
        try {
            if (Codecs.get(Format.FHIR_JSON).read(payload, STORED) instanceof ObjectNode bundle) {
                return bundle;
            }
        } catch (HubException unreadable) {
            throw new HubException(
                    ErrorCode.PAYLOAD_UNREADABLE, unreadable.refusal().place(), "");
        }
        throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "", "");
    }

    /** For a person to read and edit. */
    public static String pretty(byte[] payload) {
        return read(payload).toPrettyString();
    }

    static byte[] write(ObjectNode bundle) {
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }
}
