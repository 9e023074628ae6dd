package se.knutpunkt.message;

import java.util.Optional;
import java.util.function.Function;

/** The kinds of person identifier the hub knows, with the name each has in FHIR, in RIV-TA and in the plain JSON event. */
public enum PersonIdKind {
    PERSONNUMMER(
            "personnummer",
            "http://electronichealth.se/identifier/personnummer",
            "1.2.752.129.2.1.3.1",
            PersonIdRules::personnummer),
    SAMORDNINGSNUMMER(
            "samordningsnummer",
            "http://electronichealth.se/identifier/samordningsnummer",
            "1.2.752.129.2.1.3.3",
            PersonIdRules::samordningsnummer),
    /** NRID, issued by Inera. */
    NATIONAL_RESERVE(
            "nationellt-reservnummer",
            "http://electronichealth.se/identifier/nationelltReservnummer",
            "1.2.752.74.9.1",
            PersonIdRules::nationalReserve),
    /** LRID in VGR's own format. */
    VGR_RESERVE(
            "vgr-reservnummer",
            "urn:oid:1.2.752.113.11.0.2.1.1.1",
            "1.2.752.113.11.0.2.1.1.1",
            PersonIdRules::vgrReserve),
    STOCKHOLM_RESERVE(
            "stockholm-reservnummer",
            "https://uid.regionstockholm.se/reservnummer",
            "1.2.752.97.3.1.3",
            PersonIdRules::stockholmReserve),
    CARELINK_RESERVE(
            "carelink-reservnummer",
            "urn:oid:1.2.752.129.2.1.3.2",
            "1.2.752.129.2.1.3.2",
            PersonIdRules::carelinkReserve),
    /** Asylum seeker's card number; it has no OID of its own. */
    LMA("lma-nummer", "http://electronichealth.se/identifier/LMA-nummer", "", PersonIdRules::lma);

    private final String code;
    private final String fhirSystem;
    private final String rivTaRoot;
    private final Function<String, PersonId.Validity> rule;

    PersonIdKind(String code, String fhirSystem, String rivTaRoot, Function<String, PersonId.Validity> rule) {
        this.code = code;
        this.fhirSystem = fhirSystem;
        this.rivTaRoot = rivTaRoot;
        this.rule = rule;
    }

    /** The value of {@code patient.id.kind} in the plain JSON event. */
    public String code() {
        return code;
    }

    /** {@code Identifier.system}. */
    public String fhirSystem() {
        return fhirSystem;
    }

    /** {@code IIType.root}; empty where the kind has none. */
    public String rivTaRoot() {
        return rivTaRoot;
    }

    PersonId.Validity validityOf(String value) {
        return rule.apply(value);
    }

    public static Optional<PersonIdKind> findByCode(String code) {
        return find(PersonIdKind::code, code);
    }

    public static Optional<PersonIdKind> findByFhirSystem(String system) {
        return find(PersonIdKind::fhirSystem, system);
    }

    /** The kind with this OID, given with or without {@code urn:oid:}. */
    public static Optional<PersonIdKind> findByRivTaRoot(String root) {
        return find(PersonIdKind::rivTaRoot, root != null && root.startsWith("urn:oid:") ? root.substring(8) : root);
    }

    private static Optional<PersonIdKind> find(Function<PersonIdKind, String> name, String wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return Optional.empty();
        }
        for (PersonIdKind kind : values()) {
            if (name.apply(kind).equals(wanted)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
