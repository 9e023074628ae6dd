package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.Reconciliation;
import se.knutpunkt.ledger.Reconciliation.Finding;

/** Days compared in the database, above all a day that waits for the list of the day beside it. */
class ReconcilerIT {

    private ReconciliationFixture fixture;
    private ManifestDay day;
    private ManifestDay before;

    @BeforeEach
    void open() {
        fixture = new ReconciliationFixture(null);
        day = fixture.day;
        before = day.before();
        move("m-1", day.from().plus(Duration.ofHours(12)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDayThatWaitedIsComparedAgainWhenTheListOfTheDayBesideItHasTheMessage() {
        accept("midnight", day.from().plusSeconds(3));
        Reconciliation first = compare(day, "m-1");
        assertThat(kinds(first)).containsExactly("awaiting-neighbour midnight");

        Reconciliation neighbour = compare(before, "midnight");

        assertThat(kinds(neighbour)).as("dated on its own day").containsExactly("other-day midnight");
        assertThat(neighbour.matched()).isEqualTo(1);
        Reconciliation again = last(day);
        assertThat(again.byWhom()).isEqualTo("hub");
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.findings()).isEmpty();
        assertThat(gaps()).isZero();
    }

    @Test
    void aDayThatWaitedHasAGapWhenTheListOfTheDayBesideItLacksTheMessageToo() {
        accept("midnight", day.from().plusSeconds(3));
        compare(day, "m-1");

        compare(before);

        assertThat(last(day).byWhom()).isEqualTo("hub");
        assertThat(kinds(last(day))).containsExactly("unknown-to-sender midnight");
        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void theDayAfterIsWaitedForAsWell() {
        accept("late", day.to().minus(Duration.ofMinutes(2)));
        assertThat(kinds(compare(day, "m-1"))).containsExactly("awaiting-neighbour late");

        compare(day.after(), "late");

        assertThat(last(day).findings()).isEmpty();
    }

    @Test
    void aListThatCameEarlierIsLookedIntoAtOnce() {
        accept("midnight", day.from().plusSeconds(3));
        assertThat(kinds(compare(before, "midnight"))).containsExactly("other-day midnight");

        Reconciliation made = compare(day, "m-1");

        assertThat(made.findings()).isEmpty();
        assertThat(made.byWhom()).isEqualTo("hospital");
    }

    @Test
    void aDayThatWaitsForNothingIsLeftAlone() {
        Reconciliation first = compare(day);
        assertThat(kinds(first)).containsExactly("unknown-to-sender m-1");

        compare(before, "m-1");

        assertThat(last(day).id())
                .as("far from midnight no other day's list is asked")
                .isEqualTo(first.id());
    }

    @Test
    void theGaugeShowsTheOpenGapsAndNoneWhenTheyAreMended() {
        compare(day, "m-1", "lost");
        fixture.gauge.refresh();
        assertThat(gauge()).isEqualTo(1);

        compare(day, "m-1");
        assertThat(gauge()).as("read at regular times").isEqualTo(1);
        fixture.gauge.refresh();

        assertThat(gauge()).isZero();
    }

    @Test
    void theGaugeLooksFiveWeeksBack() {
        ManifestDay old = new ManifestDay(day.date().minusDays(34));
        ManifestDay older = new ManifestDay(day.date().minusDays(35));
        compare(old, "lost");
        compare(older, "lost-1", "lost-2");
        fixture.gauge.refresh();
        assertThat(gauge()).as("the clock stands a day later").isEqualTo(1);
    }

    private double gauge() {
        return fixture.meters
                .get("hub.reconciliation.gaps")
                .tag("adapter", "hospital")
                .gauge()
                .value();
    }

    private long gaps() {
        return fixture.ledgers
                .reconciliations()
                .countGaps(before.date(), day.after().date())
                .get("hospital");
    }

    private Reconciliation compare(ManifestDay of, String... ids) {
        List<PartyLine> lines = Stream.of(ids).map(id -> PartyLine.of(2, id)).toList();
        return fixture.reconciler.reconcile("hospital", of, Direction.SENT, lines, "hospital");
    }

    private Reconciliation last(ManifestDay of) {
        return fixture.reconciler.findLast("hospital", of, Direction.SENT).orElseThrow();
    }

    private static List<String> kinds(Reconciliation made) {
        return made.findings().stream().map(ReconcilerIT::kind).toList();
    }

    private static String kind(Finding finding) {
        return finding.kind() + " " + finding.messageId();
    }

    /** Accepted at that moment of the day. */
    private void accept(String id, Instant at) {
        fixture.accept(id);
        move(id, at);
    }

    private void move(String id, Instant at) {
        fixture.database
                .sql()
                .sql("UPDATE message SET accepted_at = ? WHERE sender_message_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), id)
                .update();
    }
}
