package se.knutpunkt.directory;

import se.knutpunkt.configuration.Candidate;

/** What files exist, so that a reference can be checked before anything of it is read. */
final class References {

    private final Candidate candidate;

    References(Candidate candidate) {
        this.candidate = candidate;
    }

    boolean hasParty(String id) {
        return candidate.contains("adapters/parties/" + id + ".yaml");
    }

    boolean hasSystem(String id) {
        return candidate.contains("adapters/systems/" + id + ".yaml");
    }

    boolean hasService(String id) {
        return candidate.contains("adapters/services/" + id + ".yaml");
    }

    boolean hasDocument(String id) {
        return candidate.contains("adapters/governance/" + id + ".yaml");
    }

    boolean hasBody(String id) {
        return candidate.contains("adapters/governance/bodies/" + id + ".yaml");
    }

    boolean hasDecision(String id) {
        return candidate.contains("adapters/governance/decisions/" + id + ".yaml");
    }
}
