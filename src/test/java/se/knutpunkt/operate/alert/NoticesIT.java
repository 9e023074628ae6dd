package se.knutpunkt.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.SettableClock;
import se.knutpunkt.operate.WatchedConfiguration;

/** People are told: by a real SMTP server and a real HTTP server, one message for a flood, again until it is through. */
class NoticesIT {

    private static final String SECRET = "only-for-this-test-0123456789abcdef";
    private static final TimeOrderedIds IDS = new TimeOrderedIds();
    private static final AlertPlan PLAN = new AlertPlan(
            Duration.ofMinutes(5),
            List.of(
                    new AlertPlan.Channel("mail", true, List.of("drift@gits.example"), "sv", Duration.ofMinutes(5)),
                    new AlertPlan.Channel("hook", false, List.of(), "en", Duration.ofMinutes(1))),
            List.of(new AlertRule(
                    "circuit-open",
                    "circuit-open",
                    true,
                    List.of("mail", "hook"),
                    Optional.empty(),
                    List.of(),
                    Duration.ofMinutes(10),
                    0,
                    0,
                    0,
                    0,
                    List.of(),
                    "Meddelandena väntar i ordning.")));

    private final SettableClock clock = new SettableClock(Instant.now());
    private final List<Map<String, String>> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private WatchedLedger ledger;
    private GreenMail smtp;
    private HttpServer web;

    @BeforeEach
    void open() throws Exception {
        ledger = new WatchedLedger();
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp = new GreenMail(setup);
        smtp.start();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(Map.of(
                    "body", body,
                    "signature", exchange.getRequestHeaders().getFirst("Hub-Signature"),
                    "path", exchange.getRequestURI().getPath()));
            if (status.get() / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/hook/elsewhere");
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
        smtp.stop();
        ledger.close();
    }

    @Test
    void aFloodIsOneMailAndOnePost() throws Exception {
        NoticeDispatch dispatch = dispatch(smtp.getSmtp().getPort());
        for (int i = 0; i < 49; i++) {
            alert("municipality-ale-" + i);
        }
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();
        dispatch.write();
        dispatch.send();

        MimeMessage[] mails = smtp.getReceivedMessages();
        assertThat(mails).hasSize(1);
        assertThat(mails[0].getSubject()).isEqualTo("Navet: 50 nya larm");
        assertThat(mails[0].getAllRecipients()[0]).hasToString("drift@gits.example");
        assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String body = (String) mails[0].getContent();
        assertThat(body)
                .contains("KRITISKT: municipality-ale-0 svarar inte", "Meddelandena väntar i ordning.", "och 30 till");
        assertThat(posted).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(posted.get(0).get("body"));
        assertThat(json.get("count").asInt()).isEqualTo(50);
        assertThat(json.at("/alerts/0/title").asText()).isEqualTo("municipality-ale-0 does not answer");
        assertThat(ledger.notices().listLast(10)).extracting(NoticeRow::state).containsOnly("SENT");
    }

    @Test
    void whatComesSoonAfterIsGatheredIntoTheNext() throws Exception {
        NoticeDispatch dispatch = dispatch(smtp.getSmtp().getPort());
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();
        alert("municipality-amal");
        alert("municipality-lerum");
        clock.forward(Duration.ofMinutes(2));
        dispatch.write();
        dispatch.send();
        assertThat(smtp.getReceivedMessages()).as("within five minutes").hasSize(1);
        clock.forward(Duration.ofMinutes(3));
        dispatch.write();
        dispatch.send();

        assertThat(smtp.getReceivedMessages()).hasSize(2);
        assertThat((String) smtp.getReceivedMessages()[1].getContent()).contains("Åmål", "Lerum");
    }

    @Test
    void thePostIsSigned() {
        NoticeDispatch dispatch = dispatch(smtp.getSmtp().getPort());
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();

        Map<String, String> post = posted.get(0);
        long seconds = clock.instant().getEpochSecond();
        assertThat(post.get("signature"))
                .isEqualTo("t=" + seconds + ",v1=" + WebhookNoticeSender.sign(SECRET, seconds, post.get("body")));
        assertThat(WebhookNoticeSender.sign("key", 1, "The quick brown fox"))
                .as("as any other program computes it")
                .isEqualTo("1ef269d2a2a1f8d397e0e25c3e3013fb5687509234565e6e49ea45a138768457");
    }

    @Test
    void aRedirectIsNotFollowed() {
        status.set(302);
        NoticeDispatch dispatch = dispatch(smtp.getSmtp().getPort());
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();

        assertThat(posted).extracting(post -> post.get("path")).containsExactly("/hook");
        assertThat(hook().state()).isEqualTo("WAITING");
        assertThat(hook().error()).isEqualTo("status 302");
    }

    @Test
    void whatDoesNotGetThroughIsSeenAndTriedAgainUntilItDoes() throws Exception {
        status.set(503);
        int port = smtp.getSmtp().getPort();
        smtp.stop();
        NoticeDispatch dispatch = dispatch(port);
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();
        assertThat(hook().nextAttempt())
                .as("with a pause")
                .isAfter(Instant.now().plusSeconds(20));
        assertThat(new NoticeFailedCheck(ledger.notices()).find(rule("notice-failed")))
                .as("once is no news")
                .isEmpty();
        dueNow();
        dispatch.send();

        assertThat(new NoticeFailedCheck(ledger.notices()).find(rule("notice-failed")))
                .extracting(Condition::subject)
                .containsExactly("hook", "mail");

        status.set(200);
        smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        dueNow();
        dispatch.send();

        assertThat(ledger.notices().listLast(10)).extracting(NoticeRow::state).containsOnly("SENT");
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(new NoticeFailedCheck(ledger.notices()).find(rule("notice-failed")))
                .isEmpty();
    }

    @Test
    void theWholeMailHoldsNoPersonAndNoSecret() {
        NoticeDispatch dispatch = dispatch(smtp.getSmtp().getPort());
        alert("municipality-ale");
        dispatch.write();
        dispatch.send();

        assertThat(GreenMailUtil.getWholeMessage(smtp.getReceivedMessages()[0]))
                .doesNotContain(SECRET)
                .doesNotContainPattern("(19|20)\\d{6}-?\\d{4}")
                .contains("text/plain", "UTF-8");
    }

    @Test
    void settingsThatWouldLeakAreRefused() {
        assertThatThrownBy(() -> new MailSettings("mail.example", 25, "", "", "hub@example.org", "none"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("hub.mail.tls");
        assertThatThrownBy(() -> new MailSettings("mail.example", 25, "", "", "", "tls"))
                .hasMessageContaining("hub.mail.from");
        assertThatThrownBy(() -> new WebhookSettings("http://alerts.example/x", SECRET, null, ""))
                .hasMessageContaining("hub.alert.webhook.url");
        assertThatThrownBy(() -> new WebhookSettings("https://alerts.example/x", "short", null, ""))
                .hasMessageContaining("hub.alert.webhook.secret");
        assertThat(new WebhookSettings("https://alerts.example/x", SECRET, null, "").toString())
                .doesNotContain(SECRET);
    }

    @Test
    void theFirstPauseIsShortAndTheLastAttemptIsTheLast() {
        assertThat(NoticeDispatch.pause(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(NoticeDispatch.pause(2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(NoticeDispatch.pause(19)).isEqualTo(Duration.ofMinutes(30));
        assertThat(NoticeDispatch.pause(20)).isNull();
    }

    private void alert(String subject) {
        UUID id = IDS.next();
        ledger.alerts()
                .see(
                        id,
                        "circuit-open",
                        "circuit-open:" + subject,
                        subject,
                        "critical",
                        Map.of("since", "2026-11-24T05:00:00Z", "attempts", "7"),
                        clock.instant());
        ledger.alerts().tell(id, "OPENED", List.of("mail", "hook"), clock.instant());
    }

    private NoticeRow hook() {
        return ledger.notices().findLast("hook").orElseThrow();
    }

    private void dueNow() {
        ledger.sql().sql("UPDATE notice SET next_attempt = clock_timestamp()").update();
    }

    private NoticeDispatch dispatch(int port) {
        var configuration = WatchedConfiguration.inForce(PLAN);
        return new NoticeDispatch(
                ledger.notices(),
                ledger.alerts(),
                configuration,
                new Channels(true, true),
                new NoticeWriter(new AlertTexts(), new Subjects(configuration), "https://hub.example"),
                new MailNoticeSender(new MailSettings("127.0.0.1", port, "", "", "navet@gits.example", "none")),
                new WebhookNoticeSender(
                        new WebhookSettings(
                                "http://127.0.0.1:" + web.getAddress().getPort() + "/hook", SECRET, null, ""),
                        clock),
                new TimeOrderedIds(),
                clock);
    }

    private static AlertRule rule(String id) {
        return WatchedConfiguration.directory().alerts().findRule(id).orElseThrow();
    }
}
