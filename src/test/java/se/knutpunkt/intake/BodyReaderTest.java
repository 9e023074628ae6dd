package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class BodyReaderTest {

    private final BodyReader reader = new BodyReader(Duration.ofMinutes(1));

    @Test
    void aBodyOfJustTheLimitIsRead() throws Exception {
        assertThat(read(new byte[100], false, 100)).hasSize(100);
    }

    @Test
    void aByteMoreIsTooLarge() {
        assertThatThrownBy(() -> read(new byte[101], false, 100)).satisfies(isCode(ErrorCode.TOO_LARGE));
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        assertThat(read(gzip(new byte[100]), true, 100)).isEqualTo(new byte[100]);
    }

    @Test
    void aBombIsTooLargeBeforeItIsUnpacked() throws Exception {
        byte[] bomb = gzip(new byte[5_000_000]);

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThatThrownBy(() -> read(bomb, true, 100_000)).satisfies(isCode(ErrorCode.TOO_LARGE));
    }

    @Test
    void whatIsSaidToBeGzipAndIsNotIsUnreadable() {
        assertThatThrownBy(() -> read("plain".getBytes(), true, 100)).satisfies(isCode(ErrorCode.UNREADABLE));
    }

    @Test
    void aCutGzipIsUnreadable() throws Exception {
        byte[] cut = java.util.Arrays.copyOf(gzip(new byte[1000]), 15);

        assertThatThrownBy(() -> read(cut, true, 10_000)).satisfies(isCode(ErrorCode.UNREADABLE));
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsGivenUp() {
        BodyReader impatient = new BodyReader(Duration.ofNanos(-1));

        assertThatThrownBy(() -> impatient.read(new ByteArrayInputStream(new byte[10]), false, 100, size -> {}))
                .isInstanceOf(BodyReader.SlowBodyException.class);
    }

    private byte[] read(byte[] body, boolean gzip, long limit) throws IOException {
        return reader.read(new ByteArrayInputStream(body), gzip, limit, size -> {});
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(content);
        }
        return packed.toByteArray();
    }

    private static java.util.function.Consumer<Throwable> isCode(ErrorCode code) {
        return failure -> assertThat(((HubException) failure).code()).isEqualTo(code);
    }
}
