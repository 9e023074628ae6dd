package se.knutpunkt.directory.governance;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That a party has adopted a document.
 *
 * @param who id of a party, or {@code region} or {@code all-municipalities}
 * @param day when; empty when not known
 */
public record Adoption(String who, Optional<LocalDate> day, String source, boolean unconfirmed) {

    /** Västra Götalandsregionen, whose hospitals and primary care have files of their own. */
    public static final String REGION = "region";

    /** Each of the county's municipalities. */
    public static final String ALL_MUNICIPALITIES = "all-municipalities";
}
