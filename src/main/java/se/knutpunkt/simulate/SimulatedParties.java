package se.knutpunkt.simulate;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.Ids;

/**
 * All receiving parties in one small server on loopback: {@code POST /fhir/<system id>}, {@code /event/<system id>} and
 * {@code /receipts/<system id>} over HTTP, and HL7 v2 over MLLP. It answers as a system would, or as it is told to,
 * and finds by itself what came twice or in the wrong order.
 */
public final class SimulatedParties implements AutoCloseable {

    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    private final PartyBook book = new PartyBook();
    private final ReceivedMessageReader reader = new ReceivedMessageReader();
    private final ReceiptWriter writer;
    private final ArrivalLog arrivals;
    private final EventLoopGroup loops = new NioEventLoopGroup(2, new DefaultThreadFactory("simulated-parties", true));
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<String, Channel> mllpListeners = new HashMap<>();
    private Channel httpListener;
    private int httpPort;

    public SimulatedParties(Ids ids, Clock clock) {
        this.writer = new ReceiptWriter(ids, clock);
        this.arrivals = new ArrivalLog(clock);
    }

    /** From now on every arrival over HTTP is kept until {@code GET /admin/arrivals} takes it. */
    public void keepArrivals() {
        arrivals.keep();
    }

    /** Opens the HTTP listener; port 0 picks a free one. Returns the base address, without a slash at its end. */
    public synchronized String start(int port) {
        PartyHttpHandler parties = new PartyHttpHandler(book, reader, writer, arrivals, new AdminPaths(book, arrivals));
        httpListener = listen(
                port,
                channel -> channel.pipeline()
                        .addLast(new HttpServerCodec(), new HttpObjectAggregator(LARGEST_MESSAGE), parties));
        httpPort = port(httpListener);
        return baseUrl();
    }

    /** Opens an MLLP listener for one party and returns its port. */
    public synchronized int startMllp(String systemId, int port) {
        Channel listener = listen(
                port,
                channel -> channel.pipeline()
                        .addLast(new MllpFrameReader(), new PartyMllpHandler(systemId, book, reader, writer)));
        mllpListeners.put(systemId, listener);
        return port(listener);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** From the next message on the party answers so. */
    public void behave(String systemId, Behaviour behaviour) {
        book.behave(systemId, behaviour);
    }

    /** The party answers as a system should. */
    public void beWell(String systemId) {
        book.beWell(systemId);
    }

    /** The message is one that every party refuses over HTTP, whatever else it does; until {@link #heal}. */
    public void poison(String messageId) {
        book.poison(messageId);
    }

    public void heal(String messageId) {
        book.heal(messageId);
    }

    /** All HTTP parties leave: open connections are cut and new ones refused until {@link #comeBack}. */
    public synchronized void goAway() {
        httpListener.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    /** The HTTP parties are there again, on the same port. */
    public void comeBack() {
        start(httpPort);
    }

    public PartyCounts counts(String systemId) {
        return book.journal(systemId).counts();
    }

    /** Counts of every party that has been spoken to, by system id. */
    public SortedMap<String, PartyCounts> counts() {
        SortedMap<String, PartyCounts> all = new TreeMap<>();
        book.journals().forEach((system, journal) -> all.put(system, journal.counts()));
        return all;
    }

    /** True when the party has received the message. */
    public boolean has(String systemId, String messageId) {
        return book.journal(systemId).has(messageId);
    }

    /** In how many roles the party has received the message for this unit of its own. */
    public int countRoles(String systemId, String messageId, String unit) {
        return book.journal(systemId).countRoles(messageId, unit);
    }

    /**
     * Compares what came with what the hub accepted, episode by episode.
     *
     * @param accepted message ids by episode, in accepted order
     * @return one line for each message that came before one accepted earlier
     */
    public List<String> listOrderErrors(Map<String, List<String>> accepted) {
        return new OrderCheck(accepted).list(book.journals());
    }

    PartyBook book() {
        return book;
    }

    @Override
    public synchronized void close() {
        mllpListeners.values().forEach(listener -> listener.close().syncUninterruptibly());
        if (httpListener != null) {
            goAway();
        }
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What is put into the pipeline of a new connection. */
    private interface Pipeline {
        void fill(SocketChannel channel);
    }

    private Channel listen(int port, Pipeline pipeline) {
        ChannelHandler initializer = new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                connections.add(channel);
                pipeline.fill(channel);
            }
        };
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    private static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }
}
