package se.knutpunkt.operate.alert;

import java.util.Collection;
import java.util.List;
import se.knutpunkt.directory.AlertPlan;

/** Which of the plan's channels can reach anybody from here. */
public final class Channels {

    private final boolean mail;
    private final boolean webhook;

    /**
     * @param mail an SMTP server is set
     * @param webhook an address for the webhook is set
     */
    public Channels(boolean mail, boolean webhook) {
        this.mail = mail;
        this.webhook = webhook;
    }

    public boolean isReady(AlertPlan.Channel channel) {
        return channel.mail() ? mail : webhook;
    }

    /** E-mail can be sent at all. */
    public boolean hasMail() {
        return mail;
    }

    /** Of these names those that can be told. */
    List<String> listReady(AlertPlan plan, Collection<String> names) {
        return plan.channels().stream()
                .filter(channel -> names.contains(channel.name()) && isReady(channel))
                .map(AlertPlan.Channel::name)
                .toList();
    }
}
