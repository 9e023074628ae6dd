package se.knutpunkt.episode;

import java.util.Optional;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/** X17: an episode is of one person; another identifier is let in only where the sender says whose it was before. */
final class PersonCheck {

    private PersonCheck() {}

    static Optional<Refusal> check(EpisodeHead head, EpisodeEvent event) {
        boolean same = head.personHash().isEmpty()
                || event.personHash().isEmpty()
                || isKnown(head, event.personHash())
                || isKnown(head, event.formerPersonHash());
        return Situation.unless(
                same,
                ErrorCode.OTHER_PERSON,
                "Patient.identifier",
                "the person of the episode, or its former identifier beside");
    }

    /** The new identifier becomes the episode's; an old one in a late message changes nothing. */
    static void apply(HeadDraft draft, EpisodeEvent event) {
        if (event.personHash().isEmpty() || isKnown(draft.before(), event.personHash())) {
            return;
        }
        if (!draft.personHash.isEmpty()) {
            draft.formerPersonHashes.add(draft.personHash);
        }
        draft.personHash = event.personHash();
    }

    private static boolean isKnown(EpisodeHead head, String hash) {
        return !hash.isEmpty()
                && (head.personHash().equals(hash) || head.formerPersonHashes().contains(hash));
    }
}
