package se.knutpunkt.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.security.RejectionCounter;

/**
 * Cuts MLLP frames (start 0B, end 1C, usually with 0D after it) out of a connection. A frame that is not ended in time closes the
 * connection and leaves nothing; bytes between frames are skipped and counted; a start inside a frame begins anew.
 */
final class MllpFrameDecoder extends ByteToMessageDecoder {

    static final byte START = 0x0b;
    static final byte END = 0x1c;

    private static final int HEAD = 4096;
    private static final int MOST_GARBAGE = 4096;

    private final int largest;
    private final Duration longest;
    private final RejectionCounter rejections;
    private boolean inside;
    private byte[] head;
    private int scanned;
    private int garbage;
    private Future<?> timeout;

    /**
     * @param largest bytes of the largest frame
     * @param longest how long a frame may take from start to end
     */
    MllpFrameDecoder(int largest, Duration longest, RejectionCounter rejections) {
        this.largest = largest;
        this.longest = longest;
        this.rejections = rejections;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!inside && !findStart(context, in)) {
            return;
        }
        int from = in.readerIndex();
        for (int i = from + scanned; i < in.writerIndex(); i++) {
            byte value = in.getByte(i);
            if (value == END) {
                out.add(frame(in, i - from));
                in.skipBytes(1);
                leave();
                return;
            }
            if (value == START) {
                rejections.count("mllp", ErrorCode.UNREADABLE);
                in.readerIndex(i + 1);
                enter(context);
                return;
            }
        }
        scanned = in.readableBytes();
        if (scanned > largest) {
            throwAway(in);
        }
    }

    private MllpFrame frame(ByteBuf in, int length) {
        if (head != null || length > largest) {
            byte[] beginning = head != null ? head : copy(in, Math.min(length, HEAD));
            in.skipBytes(length - (head != null ? 0 : beginning.length));
            return new MllpFrame(beginning, true);
        }
        return new MllpFrame(copy(in, length), false);
    }

    /** Keeps what is needed for an answer, and no more. */
    private void throwAway(ByteBuf in) {
        if (head == null) {
            head = copy(in, Math.min(HEAD, in.readableBytes()));
        }
        in.skipBytes(in.readableBytes());
        scanned = 0;
    }

    private static byte[] copy(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    private boolean findStart(ChannelHandlerContext context, ByteBuf in) {
        while (in.isReadable()) {
            byte value = in.readByte();
            if (value == START) {
                enter(context);
                return true;
            }
            if (value != '\r' && value != '\n') {
                skip(context);
            }
        }
        return false;
    }

    private void skip(ChannelHandlerContext context) {
        if (garbage++ == 0) {
            rejections.count("mllp", ErrorCode.UNREADABLE);
        }
        if (garbage == MOST_GARBAGE) {
            context.close();
        }
    }

    private void enter(ChannelHandlerContext context) {
        leave();
        inside = true;
        timeout = context.executor().schedule(() -> expire(context), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leave() {
        inside = false;
        head = null;
        scanned = 0;
        garbage = 0;
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private void expire(ChannelHandlerContext context) {
        context.close();
    }

    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        decode(context, in, out);
        if (inside) {
            rejections.count("mllp", ErrorCode.UNREADABLE);
            leave();
        }
    }
}
