package se.knutpunkt.simulate;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.ReceiptCode;

/** Receives for all parties over HTTP, {@code POST /<kind>/<system id>}, and answers as each is told to. */
@Sharable
final class PartyHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final PartyBook book;
    private final ReceivedMessageReader reader;
    private final ReceiptWriter writer;
    private final ArrivalLog arrivals;
    private final AdminPaths admin;

    PartyHttpHandler(
            PartyBook book, ReceivedMessageReader reader, ReceiptWriter writer, ArrivalLog arrivals, AdminPaths admin) {
        this.book = book;
        this.reader = reader;
        this.writer = writer;
        this.arrivals = arrivals;
        this.admin = admin;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String[] path = request.uri().split("[?]", 2)[0].split("/");
        byte[] body = ByteBufUtil.getBytes(request.content());
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (path.length < 3) {
            answer(context, keepAlive, 404, "text/plain", new byte[0], 0);
            return;
        }
        if (path[1].equals("admin")) {
            AdminPaths.Answer answer =
                    admin.answer(request.method().name(), path[2], path.length > 3 ? path[3] : "", body);
            answer(context, keepAlive, answer.status(), "application/json", answer.body(), 0);
            return;
        }
        Exchange exchange = new Exchange(path[1], path[2], body, marked(request), keepAlive);
        Behaviour behaviour = book.next(exchange.systemId());
        if (behaviour.delay().isZero()) {
            meet(context, exchange, behaviour);
        } else {
            context.executor()
                    .schedule(
                            () -> meet(context, exchange, behaviour),
                            behaviour.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private record Exchange(String kind, String systemId, byte[] body, boolean marked, boolean keepAlive) {}

    private void meet(ChannelHandlerContext context, Exchange exchange, Behaviour told) {
        PartyJournal journal = book.journal(exchange.systemId());
        Optional<ReceivedMessage> read = reader.read(exchange.body());
        if (read.isEmpty()) {
            journal.fail();
            answer(context, exchange.keepAlive(), 400, "text/plain", new byte[0], 0);
            return;
        }
        ReceivedMessage message = read.get();
        if (exchange.marked()) {
            message = message.markedByTransport();
        }
        if (exchange.kind().equals("receipts")) {
            message = message.asReceipt();
        }
        Behaviour behaviour = book.isPoisoned(message.messageId()) ? Behaviour.of(Behaviour.Kind.REFUSE) : told;
        if (behaviour.kind().receives()) {
            arrivals.add(exchange.systemId(), message);
            journal.receive(message);
        } else {
            journal.refuse();
        }
        switch (behaviour.kind()) {
            case ANSWER -> receipt(context, exchange, message, ReceiptCode.OK, 200);
            case REFUSE -> receipt(context, exchange, message, ReceiptCode.FATAL_ERROR, behaviour.status());
            case TRANSIENT -> receipt(context, exchange, message, ReceiptCode.TRANSIENT_ERROR, behaviour.status());
            case FAIL, BUSY ->
                answer(
                        context,
                        exchange.keepAlive(),
                        behaviour.status(),
                        "text/plain",
                        new byte[0],
                        behaviour.retryAfter().toSeconds());
            case GARBAGE ->
                answer(
                        context,
                        exchange.keepAlive(),
                        200,
                        "text/html",
                        "<html>{]".getBytes(StandardCharsets.US_ASCII),
                        0);
            case RESET, GONE -> reset(context);
            case DRIP -> EndlessAnswer.drip(context);
            case FLOOD -> EndlessAnswer.flood(context);
            case HANG -> {
                // the sender waits until its own patience ends
            }
        }
    }

    private void receipt(
            ChannelHandlerContext context, Exchange exchange, ReceivedMessage message, ReceiptCode code, int status) {
        byte[] body = exchange.body();
        if (body[0] == '<') {
            answer(context, exchange.keepAlive(), status, "application/fhir+xml", writer.fhirXml(message, code), 0);
        } else if (exchange.kind().equals("fhir")) {
            answer(context, exchange.keepAlive(), status, "application/fhir+json", writer.fhirJson(message, code), 0);
        } else {
            answer(context, exchange.keepAlive(), status, "application/json", writer.json(message, code), 0);
        }
    }

    private static void answer(
            ChannelHandlerContext context, boolean keepAlive, int status, String type, byte[] body, long retryAfter) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers().set(CONTENT_TYPE, type).setInt(CONTENT_LENGTH, body.length);
        if (retryAfter > 0) {
            response.headers().set(RETRY_AFTER, retryAfter);
        }
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    static void reset(ChannelHandlerContext context) {
        // with nothing left to linger for, close sends RST
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    private static boolean marked(FullHttpRequest request) {
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().toLowerCase(Locale.ROOT).endsWith("possible-duplicate")) {
                return Boolean.parseBoolean(header.getValue());
            }
        }
        return false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
