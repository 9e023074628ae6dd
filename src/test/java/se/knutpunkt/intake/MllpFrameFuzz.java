package se.knutpunkt.intake;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: frames on a connection. However the bytes are cut on their way, the same frames come, and none is larger than allowed. */
public final class MllpFrameFuzz {

    private static final int LARGEST = 64;
    /** A connection with nothing but garbage of this size is closed, sooner or later according to how it is cut. */
    private static final int MOST = 4_000;

    private MllpFrameFuzz() {}

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(Seeds.files("own/hl7v2/.*\\.mllp$"));
        byte[] small = "MSH|^~\\&|A|B".getBytes(StandardCharsets.US_ASCII);
        seeds.add(MllpFraming.frame(List.of(small, new byte[0], small)));
        seeds.add(MllpFraming.frame(List.of(new byte[LARGEST], new byte[LARGEST + 1], new byte[3 * LARGEST])));
        seeds.addAll(Seeds.texts("\u000bcut off", "nothing\r\n\u000bMSH\u000bMSH|\u001c\u001c\r"));
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] wire = data.length > MOST ? Arrays.copyOf(data, MOST) : data;
        List<String> whole = frames(wire, new int[] {wire.length});
        Random cuts = new Random(Arrays.hashCode(wire));
        int[] pieces = cuts.ints(wire.length, 1, 1 + LARGEST).toArray();
        List<String> cut = frames(wire, pieces);
        if (!cut.equals(whole)) {
            throw new AssertionError("cut otherwise it gives " + cut.size() + " frames, not " + whole.size());
        }
    }

    private static List<String> frames(byte[] wire, int[] pieces) {
        IntakeBudget budget = new IntakeBudget(1_000_000, 1_000);
        EmbeddedChannel channel = new EmbeddedChannel(new MllpFrameDecoder(
                LARGEST, Duration.ofMinutes(5), (protocol, error) -> {}, budget, new MllpPlaces(10, 10)));
        List<String> frames = new ArrayList<>();
        try {
            int from = 0;
            for (int i = 0; from < wire.length; i++) {
                int to = Math.min(wire.length, from + pieces[i]);
                channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(wire, from, to)));
                from = to;
                take(channel, frames);
            }
        } finally {
            channel.finishAndReleaseAll();
        }
        return frames;
    }

    private static void take(EmbeddedChannel channel, List<String> frames) {
        for (MllpFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            String text = new String(frame.bytes(), StandardCharsets.ISO_8859_1);
            boolean whole = frame.refusal() == null;
            if (whole && text.length() > LARGEST || text.indexOf('\u000b') >= 0 || text.indexOf('\u001c') >= 0) {
                throw new AssertionError("no frame: " + frame);
            }
            // of one that is too large the beginning is kept, as much as had come
            frames.add(whole ? text : frame.refusal().name());
            frame.close();
        }
    }
}
