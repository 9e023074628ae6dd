package se.knutpunkt.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import se.knutpunkt.app.SeededParties.Place;

/** One made-up care episode as the ledger would have it, without content; the same number and seed give the same rows. */
final class SeededEpisode {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final Random random;
    private final SeededQuarter quarter;
    private final UUID id;
    private final List<Message> messages = new ArrayList<>();

    /** @param deliveries one for each receiver */
    record Message(
            UUID hubId,
            UUID messageId,
            UUID episode,
            String event,
            Place sender,
            Instant accepted,
            String factName,
            Instant fact,
            List<Delivery> deliveries) {}

    /** @param delivered null for what never came */
    record Delivery(UUID id, Place receiver, Instant delivered) {}

    SeededEpisode(SeededQuarter quarter, SeededParties parties, long seed, long number) {
        this.random = new Random(
                seed * 31 + number * 0x9E3779B97F4A7C15L + quarter.period().hashCode());
        this.quarter = quarter;
        this.id = uuid(0, 4);
        Place municipality = parties.municipality(number, random);
        Place hospital = parties.hospital(random);
        Place primary = parties.primaryCare();
        long first = quarter.first().toEpochMilli();
        long span = quarter.period().end().toEpochMilli() - 13 * DAY - first;
        long admitted = first + (long) (random.nextDouble() * span);
        long notice = admitted + hours(5, 0.5, 20, 25, 40);
        long ready = notice + (long) (random.nextDouble() * 3 * DAY) + DAY;
        long left = ready + (long) (random.nextDouble() * 2 * DAY);
        List<Place> outside = List.of(municipality, primary);
        add("admission-notice", hospital, notice, "admittedAt", admitted, outside);
        add("discharge-ready", hospital, ready, "", 0, outside);
        if (random.nextInt(10) < 4) {
            add("sip-invitation", primary, ready + hours(4, 2, 60, 121, 130), "", 0, List.of(municipality, hospital));
        }
        add("discharge-notice", hospital, left, "dischargedAt", left - HOUR / 2, outside);
        add("discharge-information", hospital, left + hours(3, 0.1, 0.5, 25, 30), "", 0, outside);
    }

    List<Message> messages() {
        return messages;
    }

    /** So many hours in so many per cent of the cases are late ones. */
    private long hours(int latePercent, double from, double to, double lateFrom, double lateTo) {
        boolean late = random.nextInt(100) < latePercent;
        double low = late ? lateFrom : from;
        double high = late ? lateTo : to;
        return (long) ((low + random.nextDouble() * (high - low)) * HOUR);
    }

    private void add(String event, Place sender, long at, String factName, long fact, List<Place> receivers) {
        Instant accepted = quarter.afterOutage(Instant.ofEpochMilli(at), random);
        List<Delivery> deliveries = new ArrayList<>();
        for (Place receiver : receivers) {
            UUID delivery = uuid(accepted.toEpochMilli(), 7);
            deliveries.add(new Delivery(delivery, receiver, delivered(receiver, accepted)));
        }
        messages.add(new Message(
                uuid(accepted.toEpochMilli(), 7),
                uuid(0, 4),
                id,
                event,
                sender,
                accepted,
                quarter.hasFacts() ? factName : "",
                Instant.ofEpochMilli(fact),
                deliveries));
    }

    private Instant delivered(Place receiver, Instant accepted) {
        if (random.nextInt(4_000) == 0 && quarter.kind() != SeededQuarter.Kind.CALM) {
            return null;
        }
        long millis = (long) (900 * Math.exp(random.nextGaussian() * 0.8));
        if (receiver.party().equals(quarter.lateParty()) && random.nextInt(10) < 3) {
            millis += HOUR + (long) (random.nextDouble() * 29 * HOUR);
        }
        return quarter.afterOutage(accepted.plus(Duration.ofMillis(millis)), random);
    }

    private UUID uuid(long millis, int version) {
        long high = random.nextLong();
        long most = version == 7 ? millis << 16 | 0x7000L | high & 0x0fff : high & ~0xf000L | 0x4000L;
        return new UUID(most, random.nextLong() & ~(3L << 62) | 1L << 63);
    }
}
