package se.knutpunkt.episode;

import java.time.Duration;
import java.util.Optional;
import se.knutpunkt.directory.AgreementParameter;
import se.knutpunkt.directory.Directory;

/**
 * What the parties can agree otherwise about episodes. Values and their sources stand in {@code adapters/governance/}; all are
 * unconfirmed until the county's documents have been seen.
 *
 * @param invitationAsWish true when an invitation to a SIP from another than primary care, in a discharge episode, is taken as a wish;
 *     false when it is refused (X10, lag 2017:612 4 kap. 3 §)
 * @param invitationNeedsConsent true when an invitation to a SIP needs consent too; by law only the plan does (X11)
 * @param correctionWindow how long after a discharge was accepted it can be taken back
 */
public record EpisodeParameters(boolean invitationAsWish, boolean invitationNeedsConsent, Duration correctionWindow) {

    /** What holds where the governing documents say nothing. */
    public static final EpisodeParameters DEFAULT = new EpisodeParameters(false, false, Duration.ofDays(14));

    /** These, with what the guidelines in force say in their place. */
    EpisodeParameters agreed(Directory directory) {
        return new EpisodeParameters(
                value(directory, "guideline-sip", "invitationFromOthers")
                        .map("as-wish"::equals)
                        .orElse(invitationAsWish),
                value(directory, "guideline-sip", "invitationNeedsConsent")
                        .map("yes"::equals)
                        .orElse(invitationNeedsConsent),
                value(directory, "guideline-discharge", "correctionWindowDays")
                        .map(days -> Duration.ofDays(Long.parseLong(days)))
                        .orElse(correctionWindow));
    }

    private static Optional<String> value(Directory directory, String document, String name) {
        return directory
                .findDocument(document)
                .map(found -> found.parameters().get(name))
                .map(AgreementParameter::value);
    }
}
