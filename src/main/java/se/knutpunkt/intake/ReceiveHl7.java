package se.knutpunkt.intake;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.netty.NettyConstants;
import org.apache.camel.support.SynchronizationAdapter;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.Hl7Header;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.RouteStep;
import se.knutpunkt.security.RateLimits;
import se.knutpunkt.security.RejectionCounter;

/** The first step of the MLLP routes: a frame of a known system becomes a {@link Submission}, any other the receipt of its refusal. */
@RouteStep("receive-hl7")
final class ReceiveHl7 implements Processor {

    /** Exchange property with the {@link Arrival}. */
    static final String ARRIVAL = "arrival";

    private final MllpPeers peers;
    private final RateLimits rateLimits;
    private final RejectionCounter rejections;
    private final Pipeline pipeline;
    private final Clock clock;
    private final Ids ids;

    ReceiveHl7(
            MllpPeers peers,
            RateLimits rateLimits,
            RejectionCounter rejections,
            Pipeline pipeline,
            Clock clock,
            Ids ids) {
        this.peers = peers;
        this.rateLimits = rateLimits;
        this.rejections = rejections;
        this.pipeline = pipeline;
        this.clock = clock;
        this.ids = ids;
    }

    /** What the answer needs to know of the message. */
    record Arrival(Hl7Header header, boolean enhanced, String charset) {}

    @Override
    public void process(Exchange exchange) {
        MllpFrame frame = exchange.getMessage().getBody(MllpFrame.class);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                frame.close();
            }
        });
        Hl7Header header = Hl7Header.peek(frame.bytes()).orElse(Hl7Header.NONE);
        Optional<HubSystem> system = peers.find(
                exchange.getMessage().getHeader(NettyConstants.NETTY_SSL_SESSION, SSLSession.class),
                exchange.getMessage().getHeader(NettyConstants.NETTY_REMOTE_ADDRESS, InetSocketAddress.class),
                header);
        boolean enhanced = system.map(HubSystem::inbound)
                .map(inbound -> inbound.enhancedAcknowledgement())
                .orElse(false);
        String charset =
                system.map(HubSystem::inbound).map(inbound -> inbound.charset()).orElse("");
        exchange.setProperty(ARRIVAL, new Arrival(header, enhanced, charset));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(system.isEmpty() ? stranger(header) : known(system.get(), frame, header));
    }

    private IntakeReceipt stranger(Hl7Header header) {
        ErrorCode code = header == Hl7Header.NONE ? ErrorCode.UNREADABLE : ErrorCode.NOT_AUTHENTICATED;
        rejections.count("mllp", code);
        return refused(header, Refusal.of(code, header == Hl7Header.NONE ? "MSH" : "MSH-4"));
    }

    private Object known(HubSystem system, MllpFrame frame, Hl7Header header) {
        if (rateLimits.takeOne(system) > 0) {
            rejections.count("mllp", ErrorCode.RATE_LIMITED);
            return refused(header, Refusal.of(ErrorCode.RATE_LIMITED, ""));
        }
        if (frame.refusal() == ErrorCode.TOO_MUCH_AT_ONCE) {
            rejections.count("mllp", ErrorCode.TOO_MUCH_AT_ONCE);
            return refused(header, Refusal.of(ErrorCode.TOO_MUCH_AT_ONCE, ""));
        }
        if (system.inbound() == null) {
            return refused(header, Refusal.of(ErrorCode.NOT_ALLOWED_TO_ACT, "MSH-4"));
        }
        Submission submission = new Submission(
                system, Format.HL7_V2, frame.bytes(), clock.instant(), "mllp", Traceparent.of(null, ids));
        return frame.tooLarge()
                ? pipeline.refuseUnread(submission, Refusal.of(ErrorCode.TOO_LARGE, "MSH"))
                : submission;
    }

    private static IntakeReceipt refused(Hl7Header header, Refusal refusal) {
        return IntakeReceipt.refused(null, header.controlId(), null, List.of(refusal));
    }
}
