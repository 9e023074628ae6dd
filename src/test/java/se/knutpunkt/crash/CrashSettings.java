package se.knutpunkt.crash;

import java.util.Properties;

/**
 * How many kills, and from which seed: {@code -Dkills=20 -Dseed=7}. Nonsense is refused.
 *
 * @param kills number of kills, of which a fifth are of or beside an external broker
 * @param seed decides which process is killed when, what is sent, and how slow each receiver is
 */
record CrashSettings(int kills, long seed) {

    private static final int MOST_KILLS = 100_000;

    static CrashSettings read(Properties properties, long anySeed) {
        String kills = properties.getProperty("kills", "").strip();
        String seed = properties.getProperty("seed", "").strip();
        return new CrashSettings(
                kills.isEmpty() ? 3 : (int) number("kills", kills, 1, MOST_KILLS),
                seed.isEmpty() ? anySeed : number("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** Kills with an external broker. */
    int withExternalBroker() {
        return kills < 3 ? 0 : Math.max(1, kills / 5);
    }

    /** Kills on the embedded default. */
    int onEmbedded() {
        return kills - withExternalBroker();
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with what is allowed
        }
        throw new IllegalArgumentException("-D" + name + "=" + text + ": a whole number from " + least + " to " + most);
    }
}
