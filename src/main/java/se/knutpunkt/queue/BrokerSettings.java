package se.knutpunkt.queue;

import java.nio.file.Path;

/**
 * Which broker carries the hints.
 *
 * @param directory where the embedded broker keeps its journal
 * @param url address of an external broker, such as {@code tcp://broker:61616}; empty for the embedded one
 * @param user user at the broker
 * @param password its password; for the embedded broker empty means that one is generated at each start
 * @param port TCP port of the embedded broker on loopback; negative for none, which is the default
 */
public record BrokerSettings(Path directory, String url, String user, String password, int port) {

    /** The embedded broker, reachable from this JVM only. */
    public static BrokerSettings embedded(Path directory) {
        return new BrokerSettings(directory, "", "", "", -1);
    }

    public boolean isExternal() {
        return !url.isEmpty();
    }
}
