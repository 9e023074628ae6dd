package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.NoticeLedger.Item;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.message.Ids;

/**
 * Gathers what is to be told into one message per channel, and sends until it is through: a flood of alerts is one message. Any node may
 * send; a notice is sent again only when its outcome was not recorded.
 */
public final class NoticeDispatch {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatch.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int MOST_ATTEMPTS = 20;
    private static final int MOST_A_TURN = 100;

    private final NoticeLedger notices;
    private final AlertLedger alerts;
    private final ConfigurationInForce configuration;
    private final Channels channels;
    private final NoticeWriter writer;
    private final NoticeSender mail;
    private final NoticeSender webhook;
    private final Ids ids;
    private final Clock clock;

    NoticeDispatch(
            NoticeLedger notices,
            AlertLedger alerts,
            ConfigurationInForce configuration,
            Channels channels,
            NoticeWriter writer,
            NoticeSender mail,
            NoticeSender webhook,
            Ids ids,
            Clock clock) {
        this.notices = notices;
        this.alerts = alerts;
        this.configuration = configuration;
        this.channels = channels;
        this.writer = writer;
        this.mail = mail;
        this.webhook = webhook;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes what is due to be told. */
    public void write() {
        AlertPlan plan = configuration.get().directory().alerts();
        Instant now = clock.instant();
        for (AlertPlan.Channel channel : plan.channels()) {
            List<Item> items = channels.isReady(channel) ? notices.listUntold(channel.name()) : List.of();
            if (!items.isEmpty() && mayWrite(channel, now)) {
                Instant to = items.get(items.size() - 1).at();
                notices.createOfUntold(writer.write(ids.next(), channel, told(items, plan), now), to);
            }
        }
    }

    /** Sends what is due. */
    public void send() {
        for (int i = 0; i < MOST_A_TURN; i++) {
            Optional<NoticeRow> next = notices.claim(LEASE);
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    private void send(NoticeRow notice) {
        try {
            (notice.mail() ? mail : webhook).send(notice);
            notices.recordSent(notice.id());
        } catch (NoticeSender.NotSent failed) {
            LOG.warn("notice {} not sent in channel {}: {}", notice.id(), notice.channel(), failed.getMessage());
            notices.recordFailed(notice.id(), failed.getMessage(), pause(notice.attempts()));
        }
    }

    /** Null when there is no further attempt. */
    static Duration pause(int attempts) {
        if (attempts >= MOST_ATTEMPTS) {
            return null;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Not while the one before is on its way, nor soon after it: what comes meanwhile goes into one. */
    private boolean mayWrite(AlertPlan.Channel channel, Instant now) {
        return notices.findLast(channel.name())
                .filter(last -> last.state().equals("WAITING")
                        || last.createdAt().plus(channel.gather()).isAfter(now))
                .isEmpty();
    }

    private List<NoticeWriter.Told> told(List<Item> items, AlertPlan plan) {
        Map<UUID, AlertRow> rows = alerts
                .list(items.stream().map(Item::alertId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(AlertRow::id, Function.identity()));
        return items.stream()
                .filter(item -> rows.containsKey(item.alertId()))
                // come and gone before anybody was told: that it is over is enough
                .filter(item -> item.what().equals("RESOLVED")
                        || rows.get(item.alertId()).isOpen())
                .map(item -> told(rows.get(item.alertId()), item.what(), plan))
                .toList();
    }

    private static NoticeWriter.Told told(AlertRow alert, String what, AlertPlan plan) {
        Optional<AlertRule> rule = plan.findRule(alert.rule());
        return new NoticeWriter.Told(
                alert,
                what,
                rule.map(AlertRule::kind).orElse(alert.rule()),
                rule.map(AlertRule::why).orElse(""));
    }
}
