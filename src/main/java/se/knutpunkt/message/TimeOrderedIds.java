package se.knutpunkt.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/** The identifiers of a running hub: UUID version 7, safe to draw from many threads. */
public final class TimeOrderedIds implements Ids {

    private final TimeBasedEpochRandomGenerator generator = Generators.timeBasedEpochRandomGenerator();

    @Override
    public UUID next() {
        return generator.generate();
    }
}
