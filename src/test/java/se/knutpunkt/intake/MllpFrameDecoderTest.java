package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;

class MllpFrameDecoderTest {

    private final List<ErrorCode> counted = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new MllpFrameDecoder(20, Duration.ofSeconds(30), (protocol, error) -> counted.add(error)));

    @Test
    void aFrameIsWhatStandsBetweenStartAndEnd() {
        write("\u000bMSH|Å\u001c\r");

        assertThat(read()).containsExactly("MSH|Å");
        assertThat(counted).isEmpty();
    }

    @Test
    void twoFramesInOneWriteComeInOrder() {
        write("\u000bone\u001c\r\u000btwo\u001c\r");

        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void aFrameInPiecesIsOneFrame() {
        for (byte one : "\u000bpieces\u001c\r\u000bnext\u001c\r".getBytes(StandardCharsets.UTF_8)) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }

        assertThat(read()).containsExactly("pieces", "next");
    }

    @Test
    void theCarriageReturnAfterTheEndMayBeMissing() {
        write("\u000bone\u001c\u000btwo\u001c");

        assertThat(read()).containsExactly("one", "two");
        assertThat(counted).isEmpty();
    }

    @Test
    void whatStandsBetweenFramesIsSkippedAndCountedOnce() {
        write("GET / HTTP/1.1\r\n\u000bone\u001c\r");

        assertThat(read()).containsExactly("one");
        assertThat(counted).containsExactly(ErrorCode.UNREADABLE);
    }

    @Test
    void nothingButGarbageClosesTheConnection() {
        write("x".repeat(5000));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aFrameThatIsTooLargeKeepsItsBeginningAndTheNextOneComes() {
        write("\u000bMSH|");
        for (int i = 0; i < 10; i++) {
            write("0123456789");
        }
        write("\u001c\r\u000bnext\u001c\r");

        MllpFrame first = channel.readInbound();
        assertThat(first.tooLarge()).isTrue();
        assertThat(new String(first.bytes(), StandardCharsets.UTF_8)).startsWith("MSH|0123");
        assertThat(read()).containsExactly("next");
    }

    @Test
    void aFrameThatIsTooLargeInOneWriteIsToldToo() {
        write("\u000b" + "y".repeat(10_000) + "\u001c\r\u000bnext\u001c\r");

        MllpFrame first = channel.readInbound();
        assertThat(first.tooLarge()).isTrue();
        assertThat(first.bytes()).hasSizeLessThanOrEqualTo(4096);
        assertThat(read()).containsExactly("next");
    }

    @Test
    void aStartInsideAFrameBeginsAnew() {
        write("\u000bhalf\u000bwhole\u001c\r");

        assertThat(read()).containsExactly("whole");
        assertThat(counted).containsExactly(ErrorCode.UNREADABLE);
    }

    @Test
    void aFrameWithoutEndGivesNothingAndTheConnectionIsClosed() {
        write("\u000bhalf");

        channel.advanceTimeBy(31, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(read()).isEmpty();
        assertThat(counted).containsExactly(ErrorCode.UNREADABLE);
    }

    @Test
    void anIdleConnectionBetweenFramesStaysOpen() {
        write("\u000bone\u001c\r");

        channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.HOURS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    private void write(String text) {
        channel.writeInbound(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> read() {
        List<String> frames = new ArrayList<>();
        for (MllpFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(new String(frame.bytes(), StandardCharsets.UTF_8));
        }
        return frames;
    }
}
