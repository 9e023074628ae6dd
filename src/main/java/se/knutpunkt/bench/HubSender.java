package se.knutpunkt.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Posts messages over a fixed number of kept connections, one at a time on each. A message that finds none free waits for one, and
 * its sender's clock runs meanwhile. All its state belongs to one thread, on which answers are given too.
 */
final class HubSender implements AutoCloseable {

    /** Status of a message whose connection broke before the answer. */
    static final int NO_ANSWER = 0;

    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** Told of the answer to a message. */
    interface Answered {
        void answer(int status, byte[] body);
    }

    private record Call(FullHttpRequest request, Answered answered) {}

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("bench-sender", true));
    private final InetSocketAddress address;
    private final String host;
    private final int mostConnections;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private int connections;

    /** @param baseUrl where to, {@code http://host:port} */
    HubSender(String baseUrl, int mostConnections) {
        URI uri = URI.create(baseUrl);
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.host = uri.getHost() + ":" + uri.getPort();
        this.mostConnections = mostConnections;
    }

    /** Runs something on the thread that answers are given on. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    void later(long millis, Runnable task) {
        loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** May be called by any thread. */
    void post(String path, String token, byte[] body, Answered answered) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(body));
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/fhir+json")
                .set(HttpHeaderNames.ACCEPT, "application/fhir+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (!token.isEmpty()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }
        Call call = new Call(request, answered);
        if (loop.next().inEventLoop()) {
            begin(call);
        } else {
            loop.execute(() -> begin(call));
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void begin(Call call) {
        Connection free = idle.poll();
        if (free != null) {
            free.send(call);
        } else if (connections < mostConnections) {
            connections++;
            connect(call);
        } else {
            waiting.add(call);
        }
    }

    private void connect(Call call) {
        Connection connection = new Connection();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), connection);
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        connection.channel = connected.channel();
                        connection.send(call);
                    } else {
                        connections--;
                        call.answered()
                                .answer(
                                        NO_ANSWER,
                                        String.valueOf(connected.cause()).getBytes(StandardCharsets.UTF_8));
                        beginNext();
                    }
                });
    }

    private void beginNext() {
        Call next = waiting.poll();
        if (next != null) {
            begin(next);
        }
    }

    /** One connection and what it is waiting for. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {

        private Channel channel;
        private Call underWay;

        void send(Call call) {
            underWay = call;
            channel.writeAndFlush(call.request());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Call done = underWay;
            underWay = null;
            if (HttpUtil.isKeepAlive(response)) {
                idle.add(this);
            } else {
                channel.close();
            }
            if (done != null) {
                done.answered().answer(response.status().code(), ByteBufUtil.getBytes(response.content()));
            }
            if (!idle.isEmpty()) {
                beginNext();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            connections--;
            idle.remove(this);
            Call broken = underWay;
            underWay = null;
            if (broken != null) {
                broken.answered().answer(NO_ANSWER, "connection broken".getBytes(StandardCharsets.UTF_8));
            }
            beginNext();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
