package se.knutpunkt.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An organisation number: ten digits, the third at least 2, the last a check digit. Read with a hyphen or with the prefix 16 that
 * some registers put before it, kept without.
 */
public record OrganisationNumber(String value) {

    /** {@code Identifier.system} in the Swedish base profiles. */
    public static final String FHIR_SYSTEM = "urn:oid:2.5.4.97";

    private static final Pattern FORM = Pattern.compile("(?:16)?(\\d{2}[2-9]\\d{3})-?(\\d{4})");

    public OrganisationNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an organisation number");
        }
    }

    public static Optional<OrganisationNumber> find(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1) + matcher.group(2);
        return Luhn.isValid(digits) ? Optional.of(new OrganisationNumber(digits)) : Optional.empty();
    }

    /** True for the stored form: ten digits without hyphen or prefix. */
    public static boolean isValid(String value) {
        return value != null && value.length() == 10 && value.charAt(2) >= '2' && Luhn.isValid(value);
    }
}
