package se.knutpunkt.operate.own;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.message.FailureTrace;

/** Lets contacts be asked every six hours, on one node at a time; never where no e-mail can be sent. */
public final class ContactSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ContactSchedule.class);
    private static final Duration TURN = Duration.ofHours(6);
    private static final Duration FIRST = Duration.ofMinutes(5);

    private final ContactReminder reminder;
    private final ConfigurationInForce configuration;
    private final OneNode oneNode;
    private final boolean canMail;
    private final Clock clock;
    private ThreadPoolTaskScheduler scheduler;

    /** @param canMail whether e-mail can be sent at all */
    public ContactSchedule(
            ContactReminder reminder,
            ConfigurationInForce configuration,
            OneNode oneNode,
            boolean canMail,
            Clock clock) {
        this.reminder = reminder;
        this.configuration = configuration;
        this.oneNode = oneNode;
        this.canMail = canMail;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (scheduler != null || !canMail) {
            return;
        }
        scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("contacts-");
        scheduler.setDaemon(true);
        scheduler.setErrorHandler(broken -> LOG.warn("contacts asked later: {}", FailureTrace.of(broken)));
        scheduler.initialize();
        scheduler.scheduleWithFixedDelay(this::turn, clock.instant().plus(FIRST), TURN);
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    private void turn() {
        if (configuration.isPresent()) {
            oneNode.attempt("contacts", TURN, reminder::remind);
        }
    }
}
