package se.knutpunkt.activation;

import java.util.List;
import java.util.Optional;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

/** Makes one configuration of a candidate, or tells every defect it has. */
@FunctionalInterface
public interface CandidateReader {

    /**
     * @param hash the candidate's hash, which names the configuration
     * @param defects gets every defect
     * @return the configuration; empty when a defect was added
     */
    Optional<InForce> read(Candidate candidate, String hash, List<Defect> defects);
}
