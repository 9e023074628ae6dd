package se.knutpunkt.directory;

import java.util.Optional;

/** The kinds of parties; the prefix of a party file's name. */
public enum PartyKind {
    MUNICIPALITY("municipality"),
    HOSPITAL_GROUP("hospital-group"),
    PRIMARY_CARE("primary-care"),
    PRIVATE_PROVIDER("private-provider"),
    /** SAMSA, which plans on behalf of all and keeps living beside the hub. */
    COORDINATION_SERVICE("coordination-service"),
    /** A municipality or region outside Västra Götaland. */
    OUTSIDE_COUNTY("outside-county");

    private final String code;

    PartyKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<PartyKind> findByCode(String code) {
        for (PartyKind kind : values()) {
            if (kind.code.equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
