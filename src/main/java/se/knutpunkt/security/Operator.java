package se.knutpunkt.security;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person who works in the console, as of this request: what was taken away since login is gone.
 *
 * @param name the person's login name, which history and the log of actions keep
 * @param displayName what others see
 * @param roles roles
 * @param parties ids of the parties that a municipality's contact belongs to
 */
public record Operator(String name, String displayName, Set<OperatorRole> roles, Set<String> parties) {

    public Operator {
        roles = roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(roles));
        parties = Set.copyOf(parties);
    }

    public boolean has(Right right) {
        return roles.stream().anyMatch(role -> role.rights().contains(right));
    }

    /** Whether {@code right} holds for this party: a contact's does for its own only. */
    public boolean has(Right right, String partyId) {
        return roles.stream()
                .filter(role -> role.rights().contains(right))
                .anyMatch(role -> !role.ownPartiesOnly() || parties.contains(partyId));
    }

    /** Whether the person sees own parties only, whatever the right. */
    public boolean seesOwnPartiesOnly() {
        return !roles.isEmpty() && roles.stream().allMatch(OperatorRole::ownPartiesOnly);
    }
}
