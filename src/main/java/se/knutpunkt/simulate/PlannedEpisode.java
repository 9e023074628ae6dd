package se.knutpunkt.simulate;

import java.util.List;

/**
 * A care episode ready to be played.
 *
 * @param template the template it was made from
 * @param municipality where the patient is registered
 * @param messages its messages in order
 */
public record PlannedEpisode(String template, SimulatedMunicipality municipality, List<PlannedMessage> messages) {

    public PlannedEpisode {
        messages = List.copyOf(messages);
    }
}
