package se.knutpunkt.bench;

import java.util.Optional;
import java.util.UUID;

/**
 * The id of a message tells where it belongs, so that a receiver needs no list to tell order and doubles.
 *
 * @param run drawn once for a run
 * @param load number of the load it is part of
 * @param lane its lane, that is its episode
 * @param place its place in the lane, from 0
 */
record BenchId(int run, int load, int lane, int place) {

    private static final long VERSION = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long THIRTY_BITS = 0x3fff_ffffL;

    UUID toUuid() {
        long high = ((long) run << 32) | ((long) load << 16) | VERSION | place;
        // What is left is filled as a random id would be: it must not compress better than one.
        long noise = mix(high ^ (long) lane << 20) & THIRTY_BITS;
        return new UUID(high, VARIANT | noise << 32 | lane & 0xffff_ffffL);
    }

    /** Empty when the text is no id of this run. */
    static Optional<BenchId> from(String text, int run) {
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
        long high = id.getMostSignificantBits();
        if ((int) (high >> 32) != run) {
            return Optional.empty();
        }
        return Optional.of(
                new BenchId(run, (int) (high >> 16) & 0xffff, (int) id.getLeastSignificantBits(), (int) high & 0x0fff));
    }

    /** An id that goes with this one, as those of the resources of a message do; the same whenever it is asked for. */
    UUID related(int number) {
        UUID own = toUuid();
        long high = mix(own.getMostSignificantBits() + number);
        long low = mix(high ^ own.getLeastSignificantBits());
        return new UUID(high & ~0xf000L | VERSION, low & ~(3L << 62) | VARIANT);
    }

    /** Sixteen hexadecimal digits that are the lane's own. */
    String visitNumber() {
        return String.format("%016x", mix(((long) run << 32 | load) ^ mix(lane)));
    }

    /** SplitMix64's last step. */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
