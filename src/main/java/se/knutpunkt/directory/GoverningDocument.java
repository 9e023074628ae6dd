package se.knutpunkt.directory;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.directory.governance.DocumentTrail;

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
 * @param trail how it came to be, and what it replaces
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
        Map<Integer, AgreementParameter> amounts,
        DocumentTrail trail) {

    public GoverningDocument {
        parameters = Map.copyOf(parameters);
        amounts = Map.copyOf(amounts);
    }

    /** A document of which it is not known how it came to be. */
    public GoverningDocument(
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
        this(
                id,
                level,
                name,
                under,
                decidedBy,
                validFrom,
                validUntil,
                source,
                unconfirmed,
                parameters,
                amounts,
                DocumentTrail.NONE);
    }

    /** True on its days, the last included. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && validUntil.filter(day::isAfter).isEmpty();
    }
}
