package se.knutpunkt.operate.alert;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.ledger.FailureSources;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.failure.FailureGatherer;
import se.knutpunkt.queue.HintQueues;
import se.knutpunkt.security.CertificateSightings;
import se.knutpunkt.security.ServerTls;

/** The beans of watching, from the settings {@code hub.watch.*}, {@code hub.mail.*} and {@code hub.alert.*}. */
@Configuration(proxyBeanMethods = false)
public class WatchBeans {

    @Bean
    MailSettings mailSettings(
            @Value("${hub.mail.host:}") String host,
            @Value("${hub.mail.port:587}") int port,
            @Value("${hub.mail.user:}") String user,
            @Value("${hub.mail.password:}") String password,
            @Value("${hub.mail.from:}") String from,
            @Value("${hub.mail.tls:starttls}") String tls) {
        return new MailSettings(host, port, user, password, from, tls);
    }

    @Bean
    WebhookSettings webhookSettings(
            @Value("${hub.alert.webhook.url:}") String url,
            @Value("${hub.alert.webhook.secret:}") String secret,
            @Value("${hub.trust.keystore:}") String truststore,
            @Value("${hub.trust.password:}") String truststorePassword) {
        return new WebhookSettings(url, secret, truststore.isBlank() ? null : Path.of(truststore), truststorePassword);
    }

    @Bean
    Channels alertChannels(MailSettings mail, WebhookSettings webhook) {
        return new Channels(mail.isSet(), webhook.isSet());
    }

    @Bean
    AlertTexts alertTexts() {
        return new AlertTexts();
    }

    @Bean
    Subjects alertSubjects(ConfigurationInForce configuration) {
        return new Subjects(configuration);
    }

    @Bean
    FailureGatherer failureGatherer(
            FailureSources sources,
            FailureLedger groups,
            TrafficLedger traffic,
            ReplayLedger replays,
            ConfigurationInForce configuration,
            @Value("${hub.watch.settle:10s}") Duration settle,
            Clock clock) {
        return new FailureGatherer(sources, groups, traffic, replays, configuration, settle, clock);
    }

    @Bean
    AlertEvaluator alertEvaluator(
            AlertLedger alerts,
            FailureLedger groups,
            TrafficLedger traffic,
            WatchLedger watch,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            HintQueues queues,
            Channels channels,
            CertificatesInUse certificates,
            @Value("${hub.backup.to:}") String backup,
            @Value("${hub.backup.key:}") String backupKey,
            Ids ids,
            Clock clock) {
        return new AlertEvaluator(
                alerts,
                configuration,
                List.of(
                        new SilentPartnerCheck(traffic, configuration, clock),
                        new OldestUndeliveredCheck(watch, configuration, clock),
                        new FailingGroupCheck(groups),
                        new CircuitOpenCheck(watch, clock),
                        new CertificateCheck(certificates, clock),
                        new DiskForecastCheck(watch, clock),
                        new DeadLettersCheck(queues),
                        BackupMissingCheck.of(backup, backupKey, clock),
                        new NodeClockCheck(watch),
                        new NoticeFailedCheck(notices)),
                channels,
                ids,
                clock);
    }

    @Bean
    NoticeDispatch noticeDispatch(
            NoticeLedger notices,
            AlertLedger alerts,
            ConfigurationInForce configuration,
            Channels channels,
            MailSettings mail,
            WebhookSettings webhook,
            AlertTexts texts,
            Subjects subjects,
            @Value("${hub.console.url:}") String consoleUrl,
            Ids ids,
            Clock clock) {
        return new NoticeDispatch(
                notices,
                alerts,
                configuration,
                channels,
                new NoticeWriter(texts, subjects, consoleUrl),
                new MailNoticeSender(mail),
                new WebhookNoticeSender(webhook, clock),
                ids,
                clock);
    }

    @Bean
    RegularWork watchSchedule(
            FailureGatherer gatherer,
            AlertEvaluator evaluator,
            NoticeDispatch dispatch,
            WatchLedger watch,
            CertificateSightings sightings,
            ServerTls tls,
            ConfigurationInForce configuration,
            Environment environment,
            OneNode oneNode,
            @Value("${hub.data:data}") String data,
            @Value("${hub.watch.interval:15s}") Duration turn,
            Clock clock) {
        WatchSampler sampler =
                new WatchSampler(watch, sightings, tls, configuration, environment::getProperty, Path.of(data), clock);
        return new WatchSchedule(configuration, oneNode).of(gatherer, evaluator, dispatch, sampler, turn);
    }
}
