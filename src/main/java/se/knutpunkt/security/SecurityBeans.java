package se.knutpunkt.security;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.NodeLedger;

/** The beans of security, from the settings {@code hub.https.*}, {@code hub.tokens} and {@code hub.demo}. */
@Configuration(proxyBeanMethods = false)
public class SecurityBeans {

    @Bean
    ServerTls serverTls(
            @Value("${hub.https.keystore:}") String keystore,
            @Value("${hub.https.keystore-password:}") String keystorePassword,
            @Value("${hub.https.truststore:}") String truststore,
            @Value("${hub.https.truststore-password:}") String truststorePassword,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${hub.data:data}") String data,
            Clock clock) {
        if (!keystore.isBlank()) {
            return new ServerTls(Path.of(keystore), keystorePassword, Path.of(truststore), truststorePassword);
        }
        return demo ? new DemoCertificates(Path.of(data), clock).prepareServer() : ServerTls.NONE;
    }

    @Bean
    HubCertificates hubCertificates(ServerTls tls) {
        return new HubCertificates(tls);
    }

    @Bean
    TokenFile tokenFile(
            @Value("${hub.tokens:}") String tokens,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${hub.data:data}") String data) {
        if (tokens.isBlank()) {
            return new TokenFile(demo ? Path.of(data, DemoCertificates.TOKENS) : null);
        }
        TokenFile file = new TokenFile(Path.of(tokens));
        file.require();
        return file;
    }

    @Bean
    CertificateSightings certificateSightings() {
        return new CertificateSightings();
    }

    @Bean
    Authentication authentication(
            ConfigurationInForce configuration, TokenFile tokens, CertificateSightings sightings, NodeLedger node) {
        return new Authentication(configuration, tokens, sightings, node::isRevoked);
    }

    @Bean
    RateLimits rateLimits() {
        return new RateLimits();
    }

    @Bean
    FilterRegistrationBean<AuthenticationFilter> authenticationFilter(
            Authentication authentication,
            RateLimits rateLimits,
            RejectionCounter rejections,
            RefusalWriter writer,
            @Value("${hub.http.max-bytes:50000000}") long ceiling) {
        FilterRegistrationBean<AuthenticationFilter> filter = new FilterRegistrationBean<>(
                new AuthenticationFilter(authentication, rateLimits, rejections, writer, ceiling));
        filter.setOrder(0);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> httpsEntrance(
            ServerTls tls,
            @Value("${server.address:127.0.0.1}") String address,
            @Value("${hub.https.port:8443}") int port,
            @Value("${hub.https.client-certificate:optional}") String clientCertificate) {
        return factory -> {
            if (tls.isConfigured()) {
                factory.addAdditionalTomcatConnectors(
                        HttpsConnector.create(tls, address, port, clientCertificate.equals("required")));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies() {
        return factory -> factory.addEngineValves(new UnreadBodies());
    }

    /** The demonstration's credentials are there before anything is sent. */
    @Bean
    ApplicationListener<ApplicationStartedEvent> demoIdentities(
            ConfigurationInForce configuration,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${hub.data:data}") String data,
            Clock clock) {
        return started -> {
            if (demo && configuration.isPresent()) {
                new DemoCertificates(Path.of(data), clock)
                        .prepareSystems(configuration.get().directory().listSystems());
            }
        };
    }
}
