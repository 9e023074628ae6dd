package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** The hub's own id of an episode among the identifiers of the Encounter: what every party can name it by. */
public final class EpisodeIdentifier {

    private EpisodeIdentifier() {}

    /** Adds it to the bundle's Encounter, unless the sender has written one; without an Encounter nothing is added. */
    public static void add(ObjectNode bundle, UUID episode) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource") instanceof ObjectNode resource
                    && resource.path("resourceType").asText().equals("Encounter")
                    && !isIn(resource)) {
                resource.withArray("/identifier")
                        .addObject()
                        .put("system", Fhir.EPISODE_IDENTIFIER)
                        .put("value", episode.toString());
            }
        }
    }

    private static boolean isIn(ObjectNode encounter) {
        for (JsonNode identifier : encounter.path("identifier")) {
            if (identifier.path("system").asText().equals(Fhir.EPISODE_IDENTIFIER)) {
                return true;
            }
        }
        return false;
    }
}
