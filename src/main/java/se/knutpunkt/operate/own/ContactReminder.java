package se.knutpunkt.operate.own;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Contact;
import se.knutpunkt.directory.Party;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.message.Ids;

/** Asks the contacts of a party by e-mail to confirm themselves when a quarter is over, and again each fortnight until one has. */
public final class ContactReminder {

    /** The name that its notices have as channel. */
    public static final String CHANNEL = "contacts";

    /** How long until they are asked again. */
    static final Duration AGAIN = Duration.ofDays(14);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Europe/Stockholm"));

    private final OwnParty own;
    private final ConfigurationInForce configuration;
    private final NoticeLedger notices;
    private final String consoleUrl;
    private final Ids ids;
    private final Clock clock;

    /** @param consoleUrl address of the console; empty when it is not set */
    public ContactReminder(
            OwnParty own,
            ConfigurationInForce configuration,
            NoticeLedger notices,
            String consoleUrl,
            Ids ids,
            Clock clock) {
        this.own = own;
        this.configuration = configuration;
        this.notices = notices;
        this.consoleUrl = consoleUrl;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes to those who are due to be asked; returns how many parties. */
    public int remind() {
        Instant now = clock.instant();
        Map<String, Instant> asked = notices.listLastOf(CHANNEL);
        int written = 0;
        for (OwnView.Confirmation one : own.listConfirmations(java.util.Set.of())) {
            Instant last = asked.get(one.partyId());
            List<String> mailboxes = mailboxes(one.partyId());
            if (one.overdue()
                    && !mailboxes.isEmpty()
                    && (last == null || !last.plus(AGAIN).isAfter(now))) {
                notices.create(notice(one, mailboxes, now));
                written++;
            }
        }
        return written;
    }

    private List<String> mailboxes(String partyId) {
        return configuration.get().directory().findParty(partyId).map(Party::contacts).orElse(List.of()).stream()
                .map(Contact::email)
                .filter(mailbox -> !mailbox.isEmpty())
                .distinct()
                .toList();
    }

    private NoticeRow notice(OwnView.Confirmation one, List<String> mailboxes, Instant now) {
        ResourceBundle swedish = load(Locale.forLanguageTag("sv"));
        return new NoticeRow(
                ids.next(),
                CHANNEL,
                true,
                mailboxes,
                one.partyId(),
                null,
                swedish.getString("subject").replace("{party}", one.name()),
                text(swedish, one) + "\n--\n\n" + text(load(Locale.ENGLISH), one),
                now,
                "WAITING",
                0,
                now,
                null,
                "");
    }

    private String text(ResourceBundle texts, OwnView.Confirmation one) {
        String begin = one.last() == null
                ? texts.getString("never")
                : texts.getString("again").replace("{last}", DAY.format(one.last()));
        String where = consoleUrl.isBlank()
                ? texts.getString("where")
                : texts.getString("address").replace("{address}", consoleUrl + "/own/" + one.partyId());
        return begin.replace("{party}", one.name()) + where + texts.getString("end");
    }

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "contacts",
                locale,
                ContactReminder.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
