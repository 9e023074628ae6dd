package se.knutpunkt.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.security.DemoCertificates;
import se.knutpunkt.simulate.AddressBook;

/** Lets tests that start the hub as a process of its own give it what the demo would, and be the parties the demo would simulate. */
public final class DemoDoor {

    private DemoDoor() {}

    /** Settings with which a hub for real takes test identities and has something to show to every receiver. */
    public static Map<String, String> settings(Path configuration, Path data) {
        Map<String, String> settings = new TreeMap<>();
        DemoCredentials.settings(configuration, data, Clock.systemUTC())
                .forEach((name, value) -> settings.put(name, value.toString()));
        settings.put("hub.demo", "true");
        return settings;
    }

    /** Name of the setting that every simulated receiver's address begins with. */
    public static String baseSetting() {
        return DemoParties.BASE_SETTING;
    }

    /** Who there is to play with, with the tokens that the hub has written under {@code data}. */
    public static AddressBook book(Directory directory, Path data) {
        return DemoAddressBook.of(directory, DemoTokens.read(data)::get);
    }

    /** The token with which the system shows itself to the hub on this data directory. */
    public static String token(Path data, String systemId) {
        return DemoTokens.read(data).get(systemId);
    }

    /** The hub's own file of what its systems' tokens are known by; nodes that share it know the same systems. */
    public static Path tokens(Path data) {
        return data.resolve(DemoCertificates.TOKENS);
    }
}
