package se.knutpunkt.directory.governance;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a body decided.
 *
 * @param id the stem of its file
 * @param bodyId who decided
 * @param day when; empty when not known
 * @param reference number of the matter or paragraph of the minutes; empty when not known
 * @param what what was decided, Swedish
 * @param source where this is from
 * @param unconfirmed true until it has been seen in the minutes
 */
public record Decision(
        String id,
        String bodyId,
        Optional<LocalDate> day,
        String reference,
        String what,
        String source,
        boolean unconfirmed) {}
