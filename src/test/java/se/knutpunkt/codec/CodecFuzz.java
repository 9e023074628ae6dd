package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Stage;

/** What must hold of a codec whatever bytes it is given. */
final class CodecFuzz {

    private static final Set<Stage> STAGES = Set.of(Stage.DECODE, Stage.INTAKE);
    private static final ReadLimits LIMITS = new ReadLimits(100_000, 32, "UTF-8");

    private CodecFuzz() {}

    /** A tree or a catalogued refusal; and what was read can be written and read again, as the same where white space is kept. */
    static void readAndWrite(Format format, byte[] data) {
        Codec codec = Codecs.get(format);
        JsonNode tree;
        try {
            tree = codec.read(data, LIMITS);
        } catch (HubException refused) {
            require(STAGES.contains(refused.code().stage()), "refused in another stage: " + refused.code());
            return;
        }
        require(tree != null && !tree.isMissingNode(), "no tree");
        byte[] written = codec.write(tree);
        JsonNode again = codec.read(written, new ReadLimits(10_000_000, 64, "UTF-8"));
        if (format == Format.FHIR_XML) {
            // white space in XHTML is HAPI's, which does not keep it all
            return;
        }
        require(again.equals(tree), "read again it is another tree");
        require(Arrays.equals(codec.write(again), written), "written again it is other bytes");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
