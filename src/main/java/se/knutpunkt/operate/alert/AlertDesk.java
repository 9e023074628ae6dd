package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/** What persons do with alerts: take one, silence it for a while, see who was told. */
public final class AlertDesk {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(31);
    private static final int NOTICES = 50;

    private final AlertLedger alerts;
    private final NoticeLedger notices;
    private final ConfigurationInForce configuration;
    private final Channels channels;
    private final OperatorLog log;
    private final Clock clock;

    public AlertDesk(
            AlertLedger alerts,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Channels channels,
            OperatorLog log,
            Clock clock) {
        this.alerts = alerts;
        this.notices = notices;
        this.configuration = configuration;
        this.channels = channels;
        this.log = log;
        this.clock = clock;
    }

    /** A channel, and whether it can reach anybody from here. */
    public record ChannelState(String name, boolean mail, List<String> to, boolean ready) {}

    public List<AlertRow> listOpen() {
        return alerts.listOpen();
    }

    public List<AlertRow> listResolved(int limit, int offset) {
        return alerts.listResolved(limit, offset);
    }

    /** @throws HubException NOT_FOUND */
    public AlertRow get(UUID id) {
        return alerts.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "alert", ""));
    }

    /** The kind of the rule that opened it, for its texts. */
    public String kindOf(AlertRow alert) {
        return plan().findRule(alert.rule()).map(rule -> rule.kind()).orElse(alert.rule());
    }

    /** Why it matters, and what to do first; Swedish. */
    public String whyOf(AlertRow alert) {
        return plan().findRule(alert.rule()).map(rule -> rule.why()).orElse("");
    }

    /** Takes it: it is not told to the next in line. */
    public AlertRow acknowledge(UUID id, String byWhom) {
        if (!alerts.acknowledge(get(id).id(), byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "alert", "taken or resolved already");
        }
        log.recordWithoutReason(byWhom, "alert-taken", "alert " + id);
        return get(id);
    }

    /** Nobody is told of it until then, also when it is resolved and comes again. */
    public AlertRow silence(UUID id, Instant until, String byWhom, String reason) {
        String why = Reason.require(reason);
        AlertRow alert = get(id);
        Instant now = clock.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST_SILENCE))) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "until", "later than now, at most 31 days");
        }
        alerts.silence(alert.key(), until, byWhom, why);
        log.record(byWhom, "alert-silenced", "alert " + alert.key(), why);
        return get(id);
    }

    public AlertRow endSilence(UUID id, String byWhom, String reason) {
        String why = Reason.require(reason);
        AlertRow alert = get(id);
        if (!alerts.endSilence(alert.key())) {
            throw new HubException(ErrorCode.STATE_CHANGED, "alert", "not silenced");
        }
        log.record(byWhom, "alert-silence-ended", "alert " + alert.key(), why);
        return get(id);
    }

    /** The last notices written, newest first. */
    public List<NoticeRow> listNotices() {
        return notices.listLast(NOTICES);
    }

    /** Tries a notice again that did not get through. */
    public void tryNoticeAgain(UUID id, String byWhom) {
        if (!notices.tryAgain(id)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "notice", "sent already, or unknown");
        }
        log.recordWithoutReason(byWhom, "notice-tried-again", "notice " + id);
    }

    public List<ChannelState> listChannels() {
        return plan().channels().stream()
                .map(channel ->
                        new ChannelState(channel.name(), channel.mail(), channel.to(), channels.isReady(channel)))
                .toList();
    }

    private AlertPlan plan() {
        return configuration.isPresent() ? configuration.get().directory().alerts() : AlertPlan.NONE;
    }
}
