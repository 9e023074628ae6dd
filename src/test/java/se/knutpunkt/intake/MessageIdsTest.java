package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.knutpunkt.message.HsaId;

class MessageIdsTest {

    private static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYNH100");

    @Test
    void theSameMessageHasTheSameIdOverReleases() {
        assertThat(MessageIds.of(HOSPITAL, "SV000001", "20260101")).hasToString("de5866c9-3323-576a-8ebc-892305c3e5f0");
    }

    @Test
    void anotherSystemNumberOrDayGivesAnotherId() {
        assertThat(MessageIds.of(HOSPITAL, "SV000001", "20260101"))
                .isEqualTo(MessageIds.of(HsaId.of("se2321000131-synh100"), "SV000001", "20260101"))
                .isNotEqualTo(MessageIds.of(HsaId.of("SE2321000131-SYNH200"), "SV000001", "20260101"))
                .isNotEqualTo(MessageIds.of(HOSPITAL, "SV000002", "20260101"))
                .isNotEqualTo(MessageIds.of(HOSPITAL, "SV000001", "20260102"));
    }
}
