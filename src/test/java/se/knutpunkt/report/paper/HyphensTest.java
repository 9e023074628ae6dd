package se.knutpunkt.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HyphensTest {

    private final Hyphens hyphens = new Hyphens();

    @Test
    void longSwedishWordsMayBeDividedBetweenTheirParts() {
        assertThat(hyphens.hyphenateText("En samordningssjuksköterska kom.").replace('\u00ad', '|'))
                .contains("sam|ord|nings|sjuk");
    }

    @Test
    void shortWordsCodesAndIdsAreLeftAlone() {
        String text = "Navet status.availability adapters/municipality-ale 0123456789abcdef om det.";
        assertThat(hyphens.hyphenateText(text)).isEqualTo(text);
    }
}
