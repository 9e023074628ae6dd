package se.knutpunkt.simulate;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.ReceiptCode;

/** Receives HL7 v2 for one party and acknowledges in original mode, as it is told to. */
final class PartyMllpHandler extends SimpleChannelInboundHandler<byte[]> {

    private final String systemId;
    private final PartyBook book;
    private final ReceivedMessageReader reader;
    private final ReceiptWriter writer;

    PartyMllpHandler(String systemId, PartyBook book, ReceivedMessageReader reader, ReceiptWriter writer) {
        this.systemId = systemId;
        this.book = book;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] message) {
        Behaviour behaviour = book.next(systemId);
        if (behaviour.delay().isZero()) {
            meet(context, message, behaviour);
        } else {
            context.executor()
                    .schedule(
                            () -> meet(context, message, behaviour),
                            behaviour.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void meet(ChannelHandlerContext context, byte[] message, Behaviour behaviour) {
        PartyJournal journal = book.journal(systemId);
        if (message.length < 9 || message[0] != 'M') {
            journal.fail();
            PartyHttpHandler.reset(context);
            return;
        }
        if (behaviour.kind().receives()) {
            reader.read(message).ifPresent(journal::receive);
        } else {
            journal.refuse();
        }
        switch (behaviour.kind()) {
            case ANSWER -> acknowledge(context, message, ReceiptCode.OK);
            case REFUSE -> acknowledge(context, message, ReceiptCode.FATAL_ERROR);
            case TRANSIENT, FAIL, BUSY -> acknowledge(context, message, ReceiptCode.TRANSIENT_ERROR);
            case GARBAGE -> write(context, "MSA|".getBytes(StandardCharsets.US_ASCII));
            case RESET, GONE -> PartyHttpHandler.reset(context);
            case HANG -> {
                // the sender waits until its own patience ends
            }
        }
    }

    private void acknowledge(ChannelHandlerContext context, byte[] message, ReceiptCode code) {
        // bytes go back as they came, whatever MSH-18 says
        Charset charset = StandardCharsets.ISO_8859_1;
        write(context, writer.hl7(new String(message, charset), code, charset));
    }

    private static void write(ChannelHandlerContext context, byte[] answer) {
        context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {0x0B}, answer, new byte[] {0x1C, 0x0D}));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
