package se.knutpunkt.simulate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers that never end, until the other side breaks the connection. Written past the codec, which would not write them. */
final class EndlessAnswer {

    private static final byte[] HEADERS_WITHOUT_END = "HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY_WITHOUT_END =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int FLOOD_BYTES = 64 * 1024;
    private static final long FLOOD_PAUSE_MILLIS = 62;

    private EndlessAnswer() {}

    /** Not even the headers end: no single read waits long enough for a time limit on reads. */
    static void drip(ChannelHandlerContext context) {
        write(context, Unpooled.wrappedBuffer(HEADERS_WITHOUT_END));
        goOn(context, 1, 1_000);
    }

    static void flood(ChannelHandlerContext context) {
        write(context, Unpooled.wrappedBuffer(BODY_WITHOUT_END));
        goOn(context, FLOOD_BYTES, FLOOD_PAUSE_MILLIS);
    }

    private static void goOn(ChannelHandlerContext context, int bytes, long pauseMillis) {
        context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                if (context.channel().isWritable()) {
                                    write(context, Unpooled.buffer(bytes).writeZero(bytes));
                                }
                                goOn(context, bytes, pauseMillis);
                            }
                        },
                        pauseMillis,
                        TimeUnit.MILLISECONDS);
    }

    private static void write(ChannelHandlerContext context, ByteBuf bytes) {
        context.pipeline().firstContext().writeAndFlush(bytes);
    }
}
