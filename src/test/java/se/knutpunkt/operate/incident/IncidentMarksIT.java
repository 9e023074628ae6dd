package se.knutpunkt.operate.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;

/** Marks of an incident are lines that stay, each once. */
class IncidentMarksIT {

    private static final String WHY = "beslut av jouren";

    @Test
    void theReserveRoutineAndReportsAreLinesOfTheTimeline() {
        try (WatchedLedger ledger = new WatchedLedger()) {
            UUID id = new UUID(7, 7);
            ledger.incidents()
                    .open(id, "Navet stod still", "CRITICAL", Instant.parse("2026-11-24T06:00:00Z"), List.of(), "eva");
            OperatorLog log = new OperatorLog(ledger.actions());
            IncidentMarks marks = new IncidentMarks(ledger.incidents(), log);
            marks.reserveRoutine(id, true, "eva", WHY);
            assertThatThrownBy(() -> marks.reserveRoutine(id, true, "eva", WHY)).isInstanceOf(HubException.class);
            marks.reserveRoutine(id, false, "eva", WHY);
            assertThatThrownBy(() -> marks.reserveRoutine(id, false, "eva", WHY))
                    .isInstanceOf(HubException.class);
            marks.reserveRoutine(id, true, "eva", WHY);
            marks.security(id, "nis2", "eva", WHY);
            assertThatThrownBy(() -> marks.security(id, "nis2", "eva", WHY)).isInstanceOf(HubException.class);
            assertThatThrownBy(() -> marks.security(id, "other", "eva", WHY)).isInstanceOf(HubException.class);
            marks.reported(id, "nis2-early-warning", "eva", WHY);
            assertThatThrownBy(() -> marks.reported(new UUID(8, 8), "nis2-early-warning", "eva", WHY))
                    .isInstanceOf(HubException.class);
            assertThatThrownBy(() -> marks.security(id, "gdpr", "eva", "")).isInstanceOf(HubException.class);
            assertThat(ledger.incidents().listEntries(id))
                    .extracting(IncidentRow.Entry::step)
                    .containsExactly(
                            "opened",
                            "reserve-routine-began",
                            "reserve-routine-ended",
                            "reserve-routine-began",
                            "security",
                            "reported");
            assertThat(log.list("eva", null, Long.MAX_VALUE, 10))
                    .hasSize(5)
                    .allMatch(one -> one.reason().equals(WHY));
        }
    }
}
