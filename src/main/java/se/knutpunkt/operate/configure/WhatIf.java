package se.knutpunkt.operate.configure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.TreeDifference;
import se.knutpunkt.translate.Minimiser;
import se.knutpunkt.translate.TranslateContext;

/** Runs the last messages through the draft of a mapping to receivers, and shows only what would be different. Nothing is sent or kept. */
public final class WhatIf {

    /** The most messages of one run. */
    public static final int MOST = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Activator activator;
    private final ConfigurationInForce inForce;
    private final MessageContents contents;
    private final OperatorLog log;

    public WhatIf(Activator activator, ConfigurationInForce inForce, MessageContents contents, OperatorLog log) {
        this.activator = activator;
        this.inForce = inForce;
        this.contents = contents;
        this.log = log;
    }

    /**
     * What came of a run.
     *
     * @param draft hash of the files
     * @param tried how many messages were tried
     * @param same how many come out the same
     * @param changed those that do not
     * @param defects why the files could not be tried; empty when they could
     */
    public record Result(String draft, int tried, int same, List<Changed> changed, List<Defect> defects) {}

    /**
     * A message that comes out different.
     *
     * @param hubId the message
     * @param eventCode its event
     * @param systemId its receiver
     * @param differences where, and how
     */
    public record Changed(UUID hubId, String eventCode, String systemId, List<TreeDifference> differences) {}

    /** @param mapping id of a mapping to a receiver's format, such as {@code canonical-to-event} */
    public Result run(String mapping, int number, String byWhom, String reason) {
        String why = Reason.require(reason);
        if (number < 1 || number > MOST) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "number", "from 1 to " + MOST);
        }
        InForce now = inForce.get();
        List<String> systems = now.directory().listSystems().stream()
                .filter(system -> mapping.equals(mappingOf(system)))
                .map(HubSystem::id)
                .toList();
        if (systems.isEmpty()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "mapping", "one that a receiver has");
        }
        List<Defect> defects = new ArrayList<>();
        InForce draft = activator.readDraft(defects).orElse(null);
        if (draft == null) {
            return new Result("", 0, 0, List.of(), defects);
        }
        log.record(byWhom, "what-if", "mapping " + mapping + " messages " + number, why);
        List<Changed> changed = new ArrayList<>();
        List<Claim> claims = contents.listLastSent(systems, number);
        for (Claim claim : claims) {
            JsonNode before = outcome(mapping, claim, now, now);
            JsonNode after = outcome(mapping, claim, now, draft);
            if (!before.equals(after)) {
                changed.add(new Changed(
                        claim.hubId(),
                        claim.eventCode(),
                        claim.receiver().systemId(),
                        TreeDifference.list(before, after)));
            }
        }
        return new Result(draft.hash(), claims.size(), claims.size() - changed.size(), changed, List.of());
    }

    /** Mappings that a receiver in force has. */
    public List<String> listMappings() {
        return inForce.get().directory().listSystems().stream()
                .map(WhatIf::mappingOf)
                .filter(mapping -> !mapping.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** A refusal is an outcome too: a draft that refuses what went through before is what one wants to see. */
    private static JsonNode outcome(String mapping, Claim claim, InForce now, InForce with) {
        HubSystem system =
                now.directory().findSystem(claim.receiver().systemId()).orElseThrow();
        try {
            ObjectNode own = Minimiser.minimise(
                    (ObjectNode) JSON.readTree(claim.payload()), claim.receiver(), claim.sections(), with.catalogue());
            return with.translator()
                    .fromCanonical(
                            mapping,
                            own,
                            new TranslateContext(system, claim.messageId(), claim.deliveryId(), claim.acceptedAt()),
                            with.directory());
        } catch (HubException refused) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("refused", refused.code().number());
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "", unreadable);
        }
    }

    private static String mappingOf(HubSystem system) {
        Outbound outbound = system.outbound();
        if (outbound == null || outbound.channel() == Outbound.Channel.NONE) {
            return "";
        }
        return outbound.mapping().isEmpty()
                ? "canonical-to-" + outbound.format().mappingName()
                : outbound.mapping();
    }
}
