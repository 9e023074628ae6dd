package se.knutpunkt.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The ports of the MLLP entrances, chosen before the routes start.
 *
 * @param mllp port of the plain entrance
 * @param mllps port of the one with TLS; zero when the hub has no certificate
 */
public record IntakePorts(int mllp, int mllps) {

    /** Zero stands for a free one. */
    static IntakePorts choose(String address, int mllp, int mllps, boolean tls) {
        return new IntakePorts(chosen(address, mllp), tls ? chosen(address, mllps) : 0);
    }

    private static int chosen(String address, int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.mllp.port", "no free port", none);
        }
    }
}
