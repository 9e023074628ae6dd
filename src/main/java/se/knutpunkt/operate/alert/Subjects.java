package se.knutpunkt.operate.alert;

import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;

/** What the subject of an alert is called: the name of the party or system, else its id. */
public final class Subjects {

    private final ConfigurationInForce configuration;

    public Subjects(ConfigurationInForce configuration) {
        this.configuration = configuration;
    }

    public String name(String subject) {
        if (!configuration.isPresent()) {
            return subject;
        }
        Directory directory = configuration.get().directory();
        return directory
                .findParty(subject)
                .map(Party::name)
                .or(() -> directory.findSystem(subject).map(HubSystem::name))
                .orElse(subject);
    }
}
