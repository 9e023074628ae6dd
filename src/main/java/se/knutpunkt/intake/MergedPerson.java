package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EpisodeIdentifier;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Refusal;

/**
 * A merge of identities that names no visit, the usual form of A40: PID and MRG alone. Its episode is the open one of the person, under
 * the new identifier or the old, in which the sender takes part; a hospital's register never touches what is open at another.
 */
final class MergedPerson {

    private final IntakeLedger ledger;
    private final Drafts drafts;

    MergedPerson(IntakeLedger ledger, Drafts drafts) {
        this.ledger = ledger;
        this.drafts = drafts;
    }

    /** True for what can only find its episode by the person. */
    static boolean isIn(CanonicalMessage message) {
        return message.isStatusOnly()
                && message.findEpisodeId().isEmpty()
                && message.visitNumber().path("value").asText().isEmpty()
                && !message.personIdentifier(true).isMissingNode();
    }

    List<UUID> listEpisodes(Canonicalised canonical) {
        CanonicalMessage message = canonical.message();
        List<String> hashes = Stream.of(drafts.personHash(message), drafts.formerPersonHash(message))
                .filter(hash -> !hash.isEmpty())
                .distinct()
                .toList();
        Collection<String> parties = canonical.submission().system().actsFor();
        return ledger.listOpenEpisodes(hashes).stream()
                .filter(head -> takesPart(head, parties, canonical.inForce().directory()))
                .map(EpisodeHead::id)
                .toList();
    }

    /** The answer to a sender that has to say which; the ids are the hub's and say nothing of the person. */
    static Refusal ambiguous(List<UUID> episodes) {
        return new Refusal(
                ErrorCode.EPISODE_AMBIGUOUS,
                "Encounter.identifier[visit-number]",
                episodes.stream().map(UUID::toString).collect(Collectors.joining(", ")));
    }

    /** The message with the hub's id of its episode, by which its receivers know it. */
    static CanonicalMessage inEpisode(CanonicalMessage message, UUID episode) {
        ObjectNode bundle = message.bundle().deepCopy();
        EpisodeIdentifier.add(bundle, episode);
        return new CanonicalMessage(bundle);
    }

    private static boolean takesPart(EpisodeHead head, Collection<String> parties, Directory directory) {
        return Stream.concat(
                        head.participants().stream()
                                .filter(Participant::isActive)
                                .map(Participant::unit),
                        HsaId.find(head.responsibleUnit()).stream())
                .map(directory::findUnit)
                .flatMap(Optional::stream)
                .map(Unit::partyId)
                .anyMatch(parties::contains);
    }
}
