package se.knutpunkt.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.jsse.ClientAuthentication;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SSLContextServerParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.NodeLedger;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.receipt.Outcomes;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ResponseBundle;
import se.knutpunkt.security.Authentication;
import se.knutpunkt.security.RateLimits;
import se.knutpunkt.security.RefusalWriter;
import se.knutpunkt.security.RejectionCounter;
import se.knutpunkt.security.ServerTls;

/** The beans of intake, from the settings {@code hub.mllp.*} and {@code hub.http.*}. */
@Configuration(proxyBeanMethods = false)
public class IntakeBeans {

    @Bean
    RejectionCounter rejectionCounter(IntakeLedger ledger) {
        return (protocol, error) -> ledger.countRejected(protocol, error.number());
    }

    @Bean
    Pipeline pipeline(
            ConfigurationInForce configuration,
            IntakeLedger ledger,
            ReceiptLedger receipts,
            EpisodeRules rules,
            IdentityPolicy identities,
            KeyedHasher hasher,
            Ids ids,
            MeterRegistry meters) {
        return new Pipeline(configuration, ledger, receipts, rules, identities, hasher, ids, meters);
    }

    @Bean
    HttpAnswers httpAnswers(ResponseBundle bundles, ReceiptJson receipts, Outcomes outcomes) {
        return new HttpAnswers(bundles, receipts, outcomes);
    }

    @Bean
    RefusalWriter refusalWriter(HttpAnswers answers) {
        return new HttpRefusalWriter(answers);
    }

    /** By default a tenth of the heap: what becomes of a message in the hub is several times its bytes. */
    @Bean
    IntakeBudget intakeBudget(
            @Value("${hub.intake.max-bytes:0}") long all,
            @Value("${hub.http.max-bytes:50000000}") long largestBody,
            @Value("${hub.mllp.max-bytes:50000000}") long largestFrame,
            MeterRegistry meters) {
        long largest = Math.max(largestBody, largestFrame);
        IntakeBudget budget = new IntakeBudget(
                all != 0 ? all : Math.max(largest, Runtime.getRuntime().maxMemory() / 10), largest);
        Gauge.builder("hub.intake.bytes", budget, IntakeBudget::used)
                .description("Bytes of messages that are coming in or not yet answered")
                .register(meters);
        return budget;
    }

    @Bean
    MllpPlaces mllpPlaces(
            @Value("${hub.mllp.max-connections:1000}") int all,
            @Value("${hub.mllp.max-connections-per-address:100}") int perAddress) {
        return new MllpPlaces(
                atLeastOne("hub.mllp.max-connections", all),
                atLeastOne("hub.mllp.max-connections-per-address", perAddress));
    }

    @Bean
    IntakeGate intakeGate() {
        return new IntakeGate();
    }

    @Bean
    FilterRegistrationBean<HttpDoor> httpDoor(
            Pipeline pipeline,
            IntakeGate gate,
            HttpAnswers answers,
            IntakeBudget budget,
            RejectionCounter rejections,
            @Value("${hub.http.max-requests-per-system:32}") int requests,
            @Value("${hub.http.max-bytes:50000000}") long ceiling,
            @Value("${hub.http.body-seconds:30}") int bodySeconds,
            Clock clock,
            Ids ids) {
        FilterRegistrationBean<HttpDoor> filter = new FilterRegistrationBean<>(new HttpDoor(
                pipeline,
                gate,
                answers,
                new BodyReader(Duration.ofSeconds(bodySeconds)),
                budget,
                new RequestsUnderWay(atLeastOne("hub.http.max-requests-per-system", requests)),
                rejections,
                ceiling,
                clock,
                ids));
        filter.setOrder(10);
        return filter;
    }

    @Bean("receive-http")
    ReceiveHttp receiveHttp() {
        return new ReceiveHttp();
    }

    @Bean("accept-message")
    AcceptMessage acceptMessage(Pipeline pipeline, NodeLedger node) {
        return new AcceptMessage(pipeline, node);
    }

    @Bean("answer-http")
    AnswerHttp answerHttp(HttpAnswers answers) {
        return new AnswerHttp(answers);
    }

    @Bean("receive-hl7")
    ReceiveHl7 receiveHl7(
            Authentication authentication,
            RateLimits rateLimits,
            RejectionCounter rejections,
            Pipeline pipeline,
            Clock clock,
            Ids ids) {
        return new ReceiveHl7(new MllpPeers(authentication), rateLimits, rejections, pipeline, clock, ids);
    }

    @Bean("answer-hl7")
    AnswerHl7 answerHl7(ErrorTexts texts, Clock clock, Ids ids) {
        return new AnswerHl7(new Hl7Answers(texts, clock, ids));
    }

    @Bean("mllp-decoder")
    MllpFraming.Decoders mllpDecoders(
            @Value("${hub.mllp.max-bytes:50000000}") int largest,
            @Value("${hub.mllp.frame-seconds:30}") int frameSeconds,
            RejectionCounter rejections,
            IntakeBudget budget,
            MllpPlaces places) {
        return new MllpFraming.Decoders(largest, Duration.ofSeconds(frameSeconds), rejections, budget, places);
    }

    @Bean("mllp-encoder")
    MllpFraming.Encoders mllpEncoders() {
        return new MllpFraming.Encoders();
    }

    @Bean
    IntakePorts intakePorts(
            ServerTls tls,
            @Value("${server.address:127.0.0.1}") String address,
            @Value("${hub.mllp.port:2575}") int port,
            @Value("${hub.mllp.tls-port:2576}") int tlsPort) {
        return IntakePorts.choose(address, port, tlsPort, tls.isConfigured());
    }

    /** TLS of the MLLP entrance: here a client certificate is the only identity, so that one is needed. */
    @Bean("mllp-tls")
    SSLContextParameters mllpTls(ServerTls tls) {
        SSLContextParameters parameters = new SSLContextParameters();
        if (tls.isConfigured()) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(tls.keystore().toString(), tls.keystorePassword()));
            keys.setKeyPassword(tls.keystorePassword());
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setKeyStore(store(tls.truststore().toString(), tls.truststorePassword()));
            SSLContextServerParameters server = new SSLContextServerParameters();
            server.setClientAuthentication(ClientAuthentication.REQUIRE.name());
            parameters.setKeyManagers(keys);
            parameters.setTrustManagers(trust);
            parameters.setServerParameters(server);
        }
        return parameters;
    }

    /** The routes read what was chosen as {@code {{mllp-port}}} and the like. */
    @Bean
    CamelContextConfiguration intakeProperties(
            IntakePorts ports, @Value("${server.address:127.0.0.1}") String address) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                var properties = camel.getPropertiesComponent();
                properties.addInitialProperty("mllp-address", address);
                properties.addInitialProperty("mllp-port", Integer.toString(ports.mllp()));
                properties.addInitialProperty("mllps-port", Integer.toString(ports.mllps()));
                properties.addInitialProperty("mllps-started", Boolean.toString(ports.mllps() != 0));
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing more to set
            }
        };
    }

    /** {@code /fhir/*} is the server of definitions; the one operation on messages goes to the routes. */
    @Bean
    ServletContextInitializer processMessageToRoutes() {
        return context -> {
            var dispatcher = context.getServletRegistration("dispatcherServlet");
            if (dispatcher != null) {
                dispatcher.addMapping("/fhir/$process-message");
            }
        };
    }

    private static int atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new HubException(ErrorCode.SETTING_INVALID, setting, "must be at least 1");
        }
        return value;
    }

    private static KeyStoreParameters store(String file, String password) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword(password);
        store.setType("PKCS12");
        return store;
    }
}
