package se.knutpunkt.message;

import java.util.Optional;

/** What a unit is in the process of lag (2017:612); decides what it may send and which sections it may see. */
public enum Role {
    HOSPITAL("hospital"),
    PRIMARY_CARE("primary-care"),
    SOCIAL_SERVICES("social-services"),
    MUNICIPAL_HEALTH_CARE("municipal-health-care"),
    SCHOOL_HEALTH("school-health"),
    LSS("lss"),
    OUTPATIENT_PSYCHIATRY("outpatient-psychiatry"),
    /** The hub itself, and systems that only exchange technical receipts. */
    HUB("hub");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The code used in YAML, SQL, FHIR and JSON. */
    public String code() {
        return code;
    }

    /** The role with this code, or empty when no role has it. */
    public static Optional<Role> findByCode(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
