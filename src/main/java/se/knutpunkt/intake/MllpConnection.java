package se.knutpunkt.intake;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one MLLP connection may hold in memory: the frame that is coming, within the budget of its peer's address, and a few that
 * wait for their answers. While it holds those, or its answers are not fetched, nothing more is read from it.
 */
final class MllpConnection {

    /** Frames handed on and not yet answered, above which reading stops. */
    private static final int MOST_IN_HAND = 8;

    /** How long nothing is read from a connection whose frame found no room: throwing a flood away costs work too. */
    private static final int REST_MILLIS = 1_000;

    private final IntakeBudget budget;
    private final AtomicInteger inHand = new AtomicInteger();
    private IntakeBudget.Share coming;
    private volatile boolean resting;

    MllpConnection(IntakeBudget budget) {
        this.budget = budget;
    }

    /** False when there is no room for a frame that has become so large. */
    boolean hasRoom(Channel channel, long size) {
        if (coming == null) {
            coming = budget.open("mllp " + address(channel));
        }
        return coming.growTo(size);
    }

    /** The frame did not come whole: nothing more is held for it. */
    void drop() {
        if (coming != null) {
            coming.close();
            coming = null;
        }
    }

    /** The frame goes on; what is returned gives back what it holds. */
    Runnable handOn(Channel channel) {
        IntakeBudget.Share share = coming;
        coming = null;
        inHand.incrementAndGet();
        readOrWait(channel);
        return () -> {
            if (share != null) {
                share.close();
            }
            inHand.decrementAndGet();
            readOrWait(channel);
        };
    }

    void rest(Channel channel) {
        resting = true;
        readOrWait(channel);
        channel.eventLoop()
                .schedule(
                        () -> {
                            resting = false;
                            readOrWait(channel);
                        },
                        REST_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    void readOrWait(Channel channel) {
        channel.config().setAutoRead(!resting && inHand.get() < MOST_IN_HAND && channel.isWritable());
    }

    /** The address that connections of one peer have in common. */
    static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress().getHostAddress()
                : "";
    }
}
