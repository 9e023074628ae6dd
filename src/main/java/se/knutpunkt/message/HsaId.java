package se.knutpunkt.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HSA-id: {@code SE}, ten digits of the catalogue owner, hyphen, one to eighteen letters or digits (domain 3.2). Kept as
 * given, compared without regard to case.
 */
public final class HsaId implements Comparable<HsaId> {

    /** Root in RIV-TA ({@code IIType.root}). */
    public static final String RIV_TA_ROOT = "1.2.752.129.2.1.4.1";
    /** Identifier system in the Swedish FHIR base profiles. */
    public static final String FHIR_SYSTEM = "urn:oid:1.2.752.29.4.19";

    private static final Pattern FORM = Pattern.compile("SE\\d{10}-[A-Za-z0-9]{1,18}", Pattern.CASE_INSENSITIVE);

    private final String value;
    private final String compared;

    private HsaId(String value) {
        this.value = value;
        this.compared = value.toUpperCase(Locale.ROOT);
    }

    /** The HSA-id in {@code text}, or empty when it has not the form of one or its ten digits fail their check digit. */
    public static Optional<HsaId> find(String text) {
        if (text == null || !FORM.matcher(text).matches() || !Luhn.isValid(text.substring(2, 12))) {
            return Optional.empty();
        }
        return Optional.of(new HsaId(text));
    }

    /** The HSA-id in {@code text}; {@link IllegalArgumentException} when it is none. For values known to be good. */
    public static HsaId of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("not an HSA-id"));
    }

    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HsaId id && id.compared.equals(compared);
    }

    @Override
    public int hashCode() {
        return compared.hashCode();
    }

    @Override
    public int compareTo(HsaId other) {
        return compared.compareTo(other.compared);
    }

    @Override
    public String toString() {
        return value;
    }
}
