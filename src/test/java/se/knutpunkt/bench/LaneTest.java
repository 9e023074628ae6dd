package se.knutpunkt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.bench.Lane.Arrival;

class LaneTest {

    private static final String ID = "0f1e2d3c-0000-4000-8000-000000000001";
    private static final String OTHER = "0f1e2d3c-0000-4000-8000-000000000002";
    private static final MessageTemplate MESSAGE = MessageTemplate.of(
            "municipality-ed",
            "token",
            ID,
            ("Åsa " + ID + " " + OTHER + " VT0123456789abcdef " + ID).getBytes(StandardCharsets.UTF_8));

    @Test
    void aMessageWaitsUntilTheOneBeforeItIsAnswered() {
        Lane lane = lane();
        assertThat(lane.offer(0, 10)).isTrue();
        assertThat(lane.offer(1, 20)).isFalse();
        assertThat(lane.offer(2, 30)).isFalse();
        assertThat(lane.finish(0, true)).hasValue(1);
        assertThat(lane.finish(1, true)).hasValue(2);
        assertThat(lane.finish(2, true)).isEmpty();
        assertThat(lane.offer(3, 40)).isTrue();
        assertThat(lane.intendedMicros(1)).isEqualTo(20);
    }

    @Test
    void whatWasAcceptedAndHasNotArrivedIsMissing() {
        Lane lane = lane();
        lane.offer(0, 0);
        lane.finish(0, true);
        lane.offer(1, 0);
        lane.finish(1, false);
        assertThat(lane.countMissing()).isEqualTo(1);
        lane.arrive(0, false);
        assertThat(lane.countMissing()).isZero();
    }

    @Test
    void doublesAreToldByTheirMarkAndOrderByPlace() {
        Lane lane = lane();
        assertThat(lane.arrive(0, false)).isEqualTo(Arrival.FIRST);
        assertThat(lane.arrive(0, true)).isEqualTo(Arrival.MARKED_DOUBLE);
        assertThat(lane.arrive(0, false)).isEqualTo(Arrival.UNMARKED_DOUBLE);
        assertThat(lane.arrive(2, false)).isEqualTo(Arrival.FIRST);
        assertThat(lane.arrive(1, false)).isEqualTo(Arrival.OUT_OF_ORDER);
        assertThat(lane.arrive(3, false)).isEqualTo(Arrival.FIRST);
    }

    @Test
    void anIdTellsWhereItsMessageBelongs() {
        BenchId id = new BenchId(-7, 65_535, Integer.MAX_VALUE, 3);
        assertThat(BenchId.from(id.toUuid().toString(), -7)).contains(id);
        assertThat(BenchId.from(id.toUuid().toString(), 8)).isEmpty();
        assertThat(BenchId.from("bare", -7)).isEmpty();
        assertThat(id.toUuid().version()).isEqualTo(4);
        assertThat(id.toUuid().variant()).isEqualTo(2);
        assertThat(id.related(1)).isEqualTo(id.related(1)).isNotEqualTo(id.related(2));
    }

    @Test
    void aTemplateIsWrittenUnderItsOwnIdsAndTheRestStays() {
        BenchId id = new BenchId(1, 2, 3, 0);
        String written = new String(MESSAGE.write(id), StandardCharsets.UTF_8);
        String[] parts = written.split(" ");
        assertThat(parts[0]).isEqualTo("Åsa");
        assertThat(parts[1]).isEqualTo(id.toUuid().toString()).isEqualTo(parts[4]);
        assertThat(UUID.fromString(parts[2]))
                .isNotEqualTo(UUID.fromString(OTHER))
                .isNotEqualTo(id.toUuid());
        assertThat(parts[3]).isEqualTo("VT" + id.visitNumber());
        assertThat(MESSAGE.write(id)).isEqualTo(MESSAGE.write(id));
        assertThat(new BenchId(1, 2, 3, 1).visitNumber()).isEqualTo(id.visitNumber());
        assertThat(new BenchId(1, 2, 4, 0).visitNumber()).isNotEqualTo(id.visitNumber());
    }

    private static Lane lane() {
        return new Lane(1, List.copyOf(Collections.nCopies(MessageTemplates.PLACES, MESSAGE)));
    }
}
