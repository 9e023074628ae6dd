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
    private final MllpConnection connection;
    private final MllpPlaces places;
    private String place;
    private boolean inside;
    private byte[] head;
    private ErrorCode refusal;
    private int scanned;
    private int garbage;
    private Future<?> timeout;

    /**
     * @param largest bytes of the largest frame
     * @param longest how long a frame may take from start to end
     */
    MllpFrameDecoder(
            int largest, Duration longest, RejectionCounter rejections, IntakeBudget budget, MllpPlaces places) {
        this.largest = largest;
        this.longest = longest;
        this.rejections = rejections;
        this.connection = new MllpConnection(budget);
        this.places = places;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        String address = MllpConnection.address(context.channel());
        if (places.enter(address)) {
            place = address;
            super.channelActive(context);
        } else {
            rejections.count("mllp", ErrorCode.TOO_MUCH_AT_ONCE);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        leave();
        if (place != null) {
            places.leave(place);
            place = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        connection.readOrWait(context.channel());
        super.channelWritabilityChanged(context);
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
                out.add(frame(context, in, i - from));
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
        refuseWithoutRoom(context, scanned);
        if (refusal != null) {
            throwAway(in, scanned);
            scanned = 0;
        }
    }

    private MllpFrame frame(ChannelHandlerContext context, ByteBuf in, int length) {
        refuseWithoutRoom(context, length);
        if (refusal != null) {
            throwAway(in, length);
            return new MllpFrame(head, refusal, connection.handOn(context.channel()));
        }
        return new MllpFrame(copy(in, length), null, connection.handOn(context.channel()));
    }

    private void refuseWithoutRoom(ChannelHandlerContext context, int size) {
        if (refusal == null && size > largest) {
            refusal = ErrorCode.TOO_LARGE;
        } else if (refusal == null && !connection.hasRoom(context.channel(), size)) {
            refusal = ErrorCode.TOO_MUCH_AT_ONCE;
            connection.rest(context.channel());
        }
    }

    /** Keeps what is needed for an answer, and no more. */
    private void throwAway(ByteBuf in, int length) {
        int rest = length;
        if (head == null) {
            head = copy(in, Math.min(HEAD, length));
            rest -= head.length;
            connection.drop();
        }
        in.skipBytes(rest);
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
        refusal = null;
        scanned = 0;
        garbage = 0;
        connection.drop();
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
