package se.knutpunkt.security.login;

import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import se.knutpunkt.ledger.OperatorActionLedger;

/** Writes each login to the log of actions. */
final class LoginLog implements ApplicationListener<InteractiveAuthenticationSuccessEvent> {

    private final OperatorActionLedger actions;

    LoginLog(OperatorActionLedger actions) {
        this.actions = actions;
    }

    @Override
    public void onApplicationEvent(InteractiveAuthenticationSuccessEvent event) {
        actions.record(event.getAuthentication().getName(), "logged-in", "console", "");
    }
}
