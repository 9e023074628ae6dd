package se.knutpunkt.deliver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.fuzz.Seeds;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Fuzz target: headers and parameters that callers and receivers send, each read as every one of them. */
public final class CallFuzz {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Set<ErrorCode> TOLD = Set.of(ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_FOUND);

    private CallFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.texts(
                "120",
                "Tue, 24 Nov 2026 10:05:00 GMT",
                "PT30S",
                "500ms",
                "2026-11-24T10:00:00+01:00",
                "7f6f2c1e-3f64-4f0e-9a53-2b1f6a5d0001",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        requireBetween(RetryAfter.read(text, NOW), Duration.ofHours(1));
        attempt(() -> requireBetween(CallParameters.readWait(text), Duration.ofSeconds(60)));
        attempt(() -> require(CallParameters.readLimit(text) >= 1 && CallParameters.readLimit(text) <= 200));
        attempt(() -> require(CallParameters.readFrom(text) != null));
        attempt(() -> require(text.equalsIgnoreCase(CallParameters.readId(text).toString()) || text.length() == 36));
        require(TraceContext.traceId(text).matches("|[0-9a-f]{32}"));
        require(TraceContext.child(text, () -> new UUID(1, 2)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"));
    }

    private static void attempt(Runnable read) {
        try {
            read.run();
        } catch (HubException refused) {
            require(TOLD.contains(refused.code()));
        }
    }

    private static void requireBetween(Duration time, Duration longest) {
        require(!time.isNegative() && time.compareTo(longest) <= 0);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("out of bounds");
        }
    }
}
