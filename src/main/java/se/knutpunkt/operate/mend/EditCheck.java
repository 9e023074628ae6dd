package se.knutpunkt.operate.mend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.address.StatedFacts;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.IdentityCheck;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.HeldContent;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;

/**
 * Checks an edit as intake checks a message, in the same order and with the same rules; then that it touches nothing beyond the content,
 * and that the receivers' mappings can carry it.
 */
final class EditCheck {

    private final IdentityPolicy identities;

    EditCheck(IdentityPolicy identities) {
        this.identities = identities;
    }

    /**
     * What came of a check.
     *
     * @param bundle the edit as a tree; null when it could not be read
     */
    record Checked(ObjectNode bundle, List<Refusal> refusals) {}

    Checked check(byte[] edited, HeldContent held, List<Claim> receivers, InForce inForce) {
        ObjectNode bundle;
        try {
            bundle = decode(edited, held, inForce);
        } catch (HubException unreadable) {
            return new Checked(null, List.of(unreadable.refusal()));
        }
        ObjectNode original = StoredBundle.read(held.delivery().payload());
        List<Refusal> form = inForce.fastCheck().check(bundle);
        if (!form.isEmpty()) {
            return new Checked(bundle, form);
        }
        CanonicalMessage message = new CanonicalMessage(bundle);
        CanonicalMessage before = new CanonicalMessage(original);
        List<Refusal> refusals = new ArrayList<>(envelope(before, message));
        refusals.addAll(EventCheck.check(
                message,
                inForce.catalogue(),
                held.delivery().acceptedAt(),
                inForce.exchange().clockSkew()));
        refusals.addAll(IdentityCheck.check(message, identities));
        if (refusals.isEmpty()) {
            refusals.addAll(facts(before, message, inForce));
        }
        if (refusals.isEmpty()) {
            receivers.forEach(receiver ->
                    ReceiverTranslation.findRefusal(bundle, receiver, inForce).ifPresent(refusals::add));
        }
        if (refusals.isEmpty() && bundle.equals(original)) {
            refusals.add(new Refusal(ErrorCode.INVALID_PARAMETER, "content", "nothing is changed"));
        }
        return new Checked(bundle, refusals.stream().distinct().toList());
    }

    /** Within the bounds of the adapter that the message came by. */
    private static ObjectNode decode(byte[] edited, HeldContent held, InForce inForce) {
        ReadLimits limits = inForce.directory()
                .findSystem(held.senderSystem())
                .map(HubSystem::inbound)
                .map(inbound -> new ReadLimits(inbound.maxBytes(), inbound.maxDepth(), "UTF-8"))
                .orElse(ReadLimits.DEFAULT);
        if (edited.length > limits.maxBytes()) {
            throw new HubException(ErrorCode.TOO_LARGE, "", "at most " + limits.maxBytes() + " bytes");
        }
        if (Codecs.get(Format.FHIR_JSON).read(edited, limits) instanceof ObjectNode bundle) {
            return bundle;
        }
        throw new HubException(ErrorCode.UNREADABLE, "", "");
    }

    /** Who says what to whom about whom, and when: the message would be another one. */
    private static List<Refusal> envelope(CanonicalMessage before, CanonicalMessage after) {
        List<Refusal> refusals = new ArrayList<>();
        for (String name : List.of("id", "meta", "type", "timestamp")) {
            same(
                    refusals,
                    "Bundle." + name,
                    before.bundle().get(name),
                    after.bundle().get(name));
        }
        same(refusals, "MessageHeader", before.header(), after.header());
        same(
                refusals,
                "Patient.identifier",
                before.patient().get("identifier"),
                after.patient().get("identifier"));
        same(
                refusals,
                "Patient.meta",
                before.patient().get("meta"),
                after.patient().get("meta"));
        same(
                refusals,
                "Encounter.identifier",
                before.encounter().get("identifier"),
                after.encounter().get("identifier"));
        return refusals;
    }

    /** What the episode was decided on, and what is counted from it. */
    private static List<Refusal> facts(CanonicalMessage before, CanonicalMessage after, InForce inForce) {
        Optional<EventType> type = EventCheck.findType(after, inForce.catalogue());
        if (type.isEmpty()) {
            return List.of();
        }
        List<StatedFacts.Stated> was = StatedFacts.of(type.get(), before, inForce.catalogue());
        List<StatedFacts.Stated> is = StatedFacts.of(type.get(), after, inForce.catalogue());
        List<StatedFacts.Stated> differing = new ArrayList<>(was);
        differing.removeAll(is);
        is.stream().filter(fact -> !was.contains(fact)).forEach(differing::add);
        return differing.stream()
                .map(StatedFacts.Stated::name)
                .distinct()
                .map(name -> Refusal.of(ErrorCode.EDIT_BEYOND_CONTENT, name))
                .toList();
    }

    private static void same(List<Refusal> refusals, String place, JsonNode before, JsonNode after) {
        if (!Objects.equals(before, after)) {
            refusals.add(Refusal.of(ErrorCode.EDIT_BEYOND_CONTENT, place));
        }
    }
}
