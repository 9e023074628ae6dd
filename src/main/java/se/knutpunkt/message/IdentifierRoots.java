package se.knutpunkt.message;

import java.util.Optional;

/**
 * The two names of one series: the root in RIV-TA ({@code IIType.root}) and the system in FHIR. They are not interchangeable:
 * HSA-ids and personnummer have different names in the two.
 */
public final class IdentifierRoots {

    private static final String URN = "urn:oid:";

    private IdentifierRoots() {}

    /** The FHIR system for a RIV-TA root; empty when the root is none of ours. */
    public static Optional<String> findFhirSystem(String rivTaRoot) {
        if (HsaId.RIV_TA_ROOT.equals(rivTaRoot)) {
            return Optional.of(HsaId.FHIR_SYSTEM);
        }
        if ((URN + rivTaRoot).equals(OrganisationNumber.FHIR_SYSTEM)) {
            return Optional.of(OrganisationNumber.FHIR_SYSTEM);
        }
        return PersonIdKind.findByRivTaRoot(rivTaRoot).map(PersonIdKind::fhirSystem);
    }

    /** The RIV-TA root for a FHIR system; empty when the system is none of ours or has no root. */
    public static Optional<String> findRivTaRoot(String fhirSystem) {
        if (HsaId.FHIR_SYSTEM.equals(fhirSystem)) {
            return Optional.of(HsaId.RIV_TA_ROOT);
        }
        if (OrganisationNumber.FHIR_SYSTEM.equals(fhirSystem)) {
            return Optional.of(fhirSystem.substring(URN.length()));
        }
        return PersonIdKind.findByFhirSystem(fhirSystem)
                .map(PersonIdKind::rivTaRoot)
                .filter(root -> !root.isEmpty());
    }
}
