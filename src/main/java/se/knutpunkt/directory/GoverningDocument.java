package se.knutpunkt.directory;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * A law, contract, agreement, guideline or routine that allows a flow or sets its parameters.
 *
 * @param id the stem of its file
 * @param level law, contract, agreement, guideline or routine
 * @param name its name, Swedish
 * @param under id of the document it stands under; empty for none
 * @param decidedBy who decided it
 * @param validFrom first day
 * @param validUntil last day; empty when it runs on
 * @param source where what stands here is from
 * @param unconfirmed true until it is confirmed by those who decide
 * @param parameters what it sets, by name
 * @param amounts kronor per inpatient day, by year; a year that is missing must not be guessed
 */
public record GoverningDocument(
        String id,
        String level,
        String name,
        String under,
        String decidedBy,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        String source,
        boolean unconfirmed,
        Map<String, AgreementParameter> parameters,
        Map<Integer, AgreementParameter> amounts) {

    public GoverningDocument {
        parameters = Map.copyOf(parameters);
        amounts = Map.copyOf(amounts);
    }
}
