package se.knutpunkt.ledger;

import java.util.Set;

/**
 * A person who may log in with a password.
 *
 * @param name what is written at login, lower case
 * @param displayName what others see
 * @param passwordHash in the form of the password encoder, never the password
 * @param roles codes of roles
 * @param parties ids of the parties that a municipality's contact belongs to
 * @param disabled may not log in
 */
public record OperatorUser(
        String name,
        String displayName,
        String passwordHash,
        Set<String> roles,
        Set<String> parties,
        boolean disabled) {

    public OperatorUser {
        roles = Set.copyOf(roles);
        parties = Set.copyOf(parties);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "OperatorUser[" + name + "]";
    }
}
