package se.knutpunkt.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A person's identifier as kind and value; the value has twelve characters and no separator (LMA numbers excepted). An object
 * may hold a number that is wrong: {@link #validity()} tells, and nothing but that may be concluded from its being one.
 *
 * @param kind which series it belongs to
 * @param value the number in its stored form
 */
public record PersonId(PersonIdKind kind, String value) {

    /** What the number itself proves. */
    public enum Validity {
        /** Form, check digit where the series has one, and date are right. */
        VALID,
        /** Form and check digit are right; the number does not give a whole date of birth. */
        FORMAT_OK_DATE_UNKNOWN,
        INVALID
    }

    public PersonId {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
    }

    /** The identifier with this FHIR system; empty when the system is none of ours. The value is not checked. */
    public static Optional<PersonId> findByFhirSystem(String system, String value) {
        return value == null
                ? Optional.empty()
                : PersonIdKind.findByFhirSystem(system).map(kind -> new PersonId(kind, value));
    }

    public Validity validity() {
        return kind.validityOf(value);
    }

    public boolean isUsable() {
        return validity() != Validity.INVALID;
    }

    /**
     * The date of birth the number gives, where it gives a whole one. It need not be the person's: a day's numbers may run out
     * (folkbokföringslagen 18 §).
     */
    public Optional<LocalDate> findBirthDate() {
        if (validity() != Validity.VALID) {
            return Optional.empty();
        }
        int addedToDay = kind == PersonIdKind.SAMORDNINGSNUMMER ? 60 : 0;
        try {
            return Optional.of(LocalDate.of(
                    PersonIdRules.century(kind, value) * 100 + PersonIdRules.number(value, 2, 4),
                    PersonIdRules.number(value, 4, 6),
                    PersonIdRules.number(value, 6, 8) - addedToDay));
        } catch (DateTimeException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    /**
     * The stored form of a number as people and systems write it: with hyphen, with {@code +}, or with ten digits. Ten digits are
     * taken only where the century is certain: the separator says it (folkbokföringslagen 18 §: {@code +} from the year
     * of the hundredth birthday), or only one century gives an age that anyone has had.
     */
    public static Optional<PersonId> normalise(PersonIdKind kind, String text, LocalDate today) {
        return text == null
                ? Optional.empty()
                : WrittenNumber.normalise(kind, text.strip(), today.getYear()).map(value -> new PersonId(kind, value));
    }

    /** Never the number itself, so that a log line or an exception cannot give it away. */
    @Override
    public String toString() {
        return kind.code();
    }
}
