package se.knutpunkt.intake;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.bytes.ByteArrayEncoder;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import se.knutpunkt.security.RejectionCounter;

/** The channel handlers of MLLP as the routes name them. */
final class MllpFraming {

    private MllpFraming() {}

    /** A new decoder per connection. */
    static final class Decoders extends DefaultChannelHandlerFactory {

        private final int largest;
        private final Duration longest;
        private final RejectionCounter rejections;
        private final IntakeBudget budget;
        private final MllpPlaces places;

        Decoders(int largest, Duration longest, RejectionCounter rejections, IntakeBudget budget, MllpPlaces places) {
            this.largest = largest;
            this.longest = longest;
            this.rejections = rejections;
            this.budget = budget;
            this.places = places;
        }

        @Override
        public ChannelHandler newChannelHandler() {
            return new MllpFrameDecoder(largest, longest, rejections, budget, places);
        }
    }

    /** Answers leave as bytes; they are framed already. */
    static final class Encoders extends DefaultChannelHandlerFactory {

        @Override
        public ChannelHandler newChannelHandler() {
            return new ByteArrayEncoder();
        }
    }

    /** Messages in frames, one after the other. */
    static byte[] frame(List<byte[]> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            bytes.write(MllpFrameDecoder.START);
            bytes.writeBytes(message);
            bytes.write(MllpFrameDecoder.END);
            bytes.write('\r');
        }
        return bytes.toByteArray();
    }
}
