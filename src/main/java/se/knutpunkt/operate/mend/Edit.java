package se.knutpunkt.operate.mend;

import java.util.Set;
import java.util.UUID;

/**
 * An edit as its editor sends it.
 *
 * @param id names the edit, so that sending it twice edits once
 * @param deliveryId the held delivery that was edited
 * @param alike other held deliveries of the message with the same content that it is for as well
 * @param basedOn the content that the editor saw
 * @param text the edited Bundle
 */
public record Edit(UUID id, UUID deliveryId, Set<UUID> alike, UUID basedOn, String text) {

    public Edit {
        alike = Set.copyOf(alike);
    }
}
