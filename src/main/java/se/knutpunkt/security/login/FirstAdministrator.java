package se.knutpunkt.security.login;

import java.util.Set;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import se.knutpunkt.ledger.OperatorActionLedger;
import se.knutpunkt.security.OperatorRole;

/** Makes the first administrator from the environment, where there is nobody yet; afterwards the settings do nothing. */
final class FirstAdministrator implements ApplicationListener<ApplicationStartedEvent> {

    private final LocalUsers users;
    private final OperatorActionLedger actions;
    private final String name;
    private final String password;

    FirstAdministrator(LocalUsers users, OperatorActionLedger actions, String name, String password) {
        this.users = users;
        this.actions = actions;
        this.name = name;
        this.password = password;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent started) {
        if (name.isBlank() || !users.isEmpty()) {
            return;
        }
        if (users.create(name, name, password, Set.of(OperatorRole.ADMINISTRATOR), Set.of())) {
            actions.record("hub", "user-created", "user " + name, "first administrator, from the environment");
        }
    }
}
