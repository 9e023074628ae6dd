package se.knutpunkt.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import se.knutpunkt.fuzz.Seeds;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Fuzz target: bodies of requests, plain and packed. Nothing larger than allowed comes out. */
public final class BodyFuzz {

    private static final int LIMIT = 20_000;
    private static final Set<ErrorCode> TOLD = Set.of(ErrorCode.TOO_LARGE, ErrorCode.UNREADABLE);

    private BodyFuzz() {}

    public static List<byte[]> seeds() {
        return Stream.concat(
                        Seeds.files("test-data/(canonical|hostile)/.*\\.json$").stream()
                                .map(BodyFuzz::pack),
                        Stream.of(pack(new byte[LIMIT * 10])))
                .toList();
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length <= LIMIT && !Arrays.equals(read(data, false), data)) {
            throw new AssertionError("a plain body came out otherwise");
        }
        try {
            if (read(data, true).length > LIMIT) {
                throw new AssertionError("larger than allowed");
            }
        } catch (HubException refused) {
            if (!TOLD.contains(refused.code())) {
                throw new AssertionError("refused as " + refused.code());
            }
        }
    }

    private static byte[] read(byte[] data, boolean gzip) throws IOException {
        return new BodyReader(Duration.ofSeconds(5)).read(new ByteArrayInputStream(data), gzip, LIMIT, size -> {
            if (size > LIMIT) {
                throw new AssertionError("more was held than is allowed");
            }
        });
    }

    private static byte[] pack(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
