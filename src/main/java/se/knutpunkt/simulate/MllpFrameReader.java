package se.knutpunkt.simulate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** MLLP release 1 framing: 0x0B, the message, 0x1C 0x0D. What stands between frames is passed over. */
final class MllpFrameReader extends ByteToMessageDecoder {

    private static final byte START = 0x0B;
    private static final byte END = 0x1C;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.bytesBefore(START);
        if (start < 0) {
            in.skipBytes(in.readableBytes());
            return;
        }
        in.skipBytes(start);
        int end = in.bytesBefore(END);
        if (end < 0 || in.readableBytes() < end + 2) {
            return;
        }
        in.skipBytes(1);
        byte[] message = new byte[end - 1];
        in.readBytes(message);
        in.skipBytes(2);
        out.add(message);
    }
}
