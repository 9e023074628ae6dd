package se.knutpunkt.message;

import java.util.Optional;
import java.util.Set;

/**
 * Keeps test persons and real persons apart: a demo takes only identities known to be nobody's, a production system takes none
 * of them.
 */
public final class IdentityPolicy {

    /** Which kind of system this is. */
    public enum Mode {
        DEMO,
        PRODUCTION
    }

    private final Mode mode;
    private final Set<PersonId> configured;

    private IdentityPolicy(Mode mode, Set<PersonId> configured) {
        this.mode = mode;
        this.configured = Set.copyOf(configured);
    }

    /** Takes the known test identities and nobody else. */
    public static IdentityPolicy demo() {
        return new IdentityPolicy(Mode.DEMO, Set.of());
    }

    /** Takes everyone but the known test identities and those of the configured list (Skatteverket's full one). */
    public static IdentityPolicy production(Set<PersonId> configured) {
        return new IdentityPolicy(Mode.PRODUCTION, configured);
    }

    public Mode mode() {
        return mode;
    }

    /** Why this identity may not be here; empty when it may. Says nothing about numbers that are wrong in themselves. */
    public Optional<Refusal> findRefusal(PersonId id, String place) {
        boolean test = configured.contains(id) || TestIdentities.isListed(id);
        if (mode == Mode.DEMO) {
            return test ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.UNLISTED_TEST_IDENTITY, place));
        }
        return test ? Optional.of(Refusal.of(ErrorCode.TEST_IDENTITY_IN_PRODUCTION, place)) : Optional.empty();
    }
}
