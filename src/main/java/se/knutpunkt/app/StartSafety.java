package se.knutpunkt.app;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * What production refuses to start without (architecture 5): an external database and a master key from outside, unless
 * {@code HUB_ALLOW_EMBEDDED=true}.
 */
final class StartSafety implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private final boolean embeddedAllowed;

    private StartSafety(boolean embeddedAllowed) {
        this.embeddedAllowed = embeddedAllowed;
    }

    static StartSafety production() {
        return new StartSafety(false);
    }

    static StartSafety demo() {
        return new StartSafety(true);
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        require(event.getEnvironment());
    }

    void require(Environment environment) {
        if (embeddedAllowed || environment.getProperty("hub.allow-embedded", Boolean.class, false)) {
            return;
        }
        requireSetting(environment, "hub.database.url", "HUB_DATABASE_URL");
        requireSetting(environment, "hub.master-key", "HUB_MASTER_KEY");
    }

    private static void requireSetting(Environment environment, String property, String variable) {
        if (environment.getProperty(property, "").isBlank()) {
            throw new HubException(
                    ErrorCode.EMBEDDED_NOT_ALLOWED,
                    variable,
                    "set it, or set HUB_ALLOW_EMBEDDED=true to run on the embedded database and generated keys");
        }
    }
}
