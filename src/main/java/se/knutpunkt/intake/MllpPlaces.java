package se.knutpunkt.intake;

import java.util.HashMap;
import java.util.Map;

/** How many MLLP connections there may be, in all and from one address; a connection that finds no place is closed. */
final class MllpPlaces {

    private final int all;
    private final int perAddress;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int taken;

    MllpPlaces(int all, int perAddress) {
        this.all = all;
        this.perAddress = perAddress;
    }

    /** False when there is no place; else {@link #leave} must follow. */
    synchronized boolean enter(String address) {
        int now = byAddress.getOrDefault(address, 0);
        if (taken >= all || now >= perAddress) {
            return false;
        }
        taken++;
        byAddress.put(address, now + 1);
        return true;
    }

    synchronized void leave(String address) {
        taken--;
        byAddress.computeIfPresent(address, (key, now) -> now == 1 ? null : now - 1);
    }
}
