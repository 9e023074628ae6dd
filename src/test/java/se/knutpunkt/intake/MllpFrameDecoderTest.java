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
    private final EmbeddedChannel channel =
            new EmbeddedChannel(decoder(20, new IntakeBudget(1_000, 1_000), new MllpPlaces(10, 10)));

    private MllpFrameDecoder decoder(int largest, IntakeBudget budget, MllpPlaces places) {
        return new MllpFrameDecoder(
                largest, Duration.ofSeconds(30), (protocol, error) -> counted.add(error), budget, places);
    }

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
    void aFrameForWhichThereIsNoRoomIsThrownAwayAndTheNextOneTaken() {
        IntakeBudget budget = new IntakeBudget(40, 20);
        EmbeddedChannel tight = new EmbeddedChannel(decoder(20, budget, new MllpPlaces(10, 10)));
        tight.writeInbound(Unpooled.copiedBuffer("\u000bfirst-message\u001c\r", StandardCharsets.UTF_8));
        tight.writeInbound(Unpooled.copiedBuffer("\u000bsecond-", StandardCharsets.UTF_8));
        tight.writeInbound(Unpooled.copiedBuffer("message\u001c\r", StandardCharsets.UTF_8));
        MllpFrame first = tight.readInbound();
        MllpFrame second = tight.readInbound();
        assertThat(first.refusal()).isNull();
        assertThat(second.refusal()).isEqualTo(ErrorCode.TOO_MUCH_AT_ONCE);

        first.close();
        second.close();
        tight.writeInbound(Unpooled.copiedBuffer("\u000bthird-message\u001c\r", StandardCharsets.UTF_8));
        MllpFrame third = tight.readInbound();
        assertThat(third.refusal()).isNull();
        third.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void aConnectionThatEndsInsideAFrameHoldsNothing() {
        IntakeBudget budget = new IntakeBudget(40, 20);
        EmbeddedChannel broken = new EmbeddedChannel(decoder(20, budget, new MllpPlaces(10, 10)));
        broken.writeInbound(Unpooled.copiedBuffer("\u000bhalf", StandardCharsets.UTF_8));
        assertThat(budget.used()).isEqualTo(4);
        broken.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whileFramesWaitForTheirAnswersNothingMoreIsRead() {
        List<MllpFrame> waiting = new ArrayList<>();
        while (channel.config().isAutoRead()) {
            assertThat(waiting).hasSizeLessThan(20);
            write("\u000bone\u001c\r");
            waiting.add(channel.readInbound());
        }
        waiting.get(0).close();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void oneConnectionMoreThanThereArePlacesIsClosed() {
        MllpPlaces places = new MllpPlaces(10, 1);
        EmbeddedChannel first = new EmbeddedChannel(decoder(20, new IntakeBudget(40, 20), places));
        EmbeddedChannel second = new EmbeddedChannel(decoder(20, new IntakeBudget(40, 20), places));
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        assertThat(counted).containsExactly(ErrorCode.TOO_MUCH_AT_ONCE);

        first.close();
        assertThat(new EmbeddedChannel(decoder(20, new IntakeBudget(40, 20), places)).isOpen())
                .isTrue();
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
