package se.knutpunkt.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of the benchmark that can be run without the others. The order is that of the run. */
public enum Phase {
    /** Latency to accept and to delivered at a steady rate. */
    LATENCY,
    /** Processor, memory and disk at a higher steady rate. */
    RESOURCES,
    /** The highest rate the hub keeps up with. */
    SUSTAINED,
    /** How long a backlog takes after the receivers have been away. */
    DRAIN,
    /** What the others notice when one receiver is gone. */
    ISOLATION,
    /** The bare database, broker and HTTP server. */
    RAW,
    /** The latency again with many messages in the ledger. */
    GROWTH,
    /** How long a start takes with existing data. */
    START;

    /** As it is written on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Phase> findByCode(String code) {
        return Arrays.stream(values())
                .filter(phase -> phase.code().equals(code))
                .findFirst();
    }
}
