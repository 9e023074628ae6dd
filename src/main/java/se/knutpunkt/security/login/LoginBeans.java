package se.knutpunkt.security.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;
import se.knutpunkt.ledger.OperatorActionLedger;
import se.knutpunkt.ledger.OperatorUserLedger;
import se.knutpunkt.security.DemoCertificates;
import se.knutpunkt.security.RejectionCounter;

/** The beans of the login, from the settings {@code hub.oidc.*} and {@code hub.console.*}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class LoginBeans {

    @Bean
    LocalUsers localUsers(OperatorUserLedger ledger) {
        return new LocalUsers(ledger);
    }

    @Bean
    CurrentOperator currentOperator(LocalUsers users) {
        return new CurrentOperator(users);
    }

    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    LocalLogin localLogin(LocalUsers users, RejectionCounter rejections) {
        return new LocalLogin(users, new LoginThrottle(), rejections);
    }

    @Bean
    LoginLog loginLog(OperatorActionLedger actions) {
        return new LoginLog(actions);
    }

    @Bean
    OpenIdSettings openIdSettings(
            @Value("${hub.oidc.issuer:}") String issuer,
            @Value("${hub.oidc.client-id:}") String clientId,
            @Value("${hub.oidc.client-secret:}") String clientSecret,
            @Value("${hub.oidc.roles-claim:roles}") String rolesClaim,
            @Value("${hub.oidc.parties-claim:parties}") String partiesClaim,
            @Value("${hub.oidc.name-claim:preferred_username}") String nameClaim) {
        return new OpenIdSettings(issuer, clientId, clientSecret, rolesClaim, partiesClaim, nameClaim);
    }

    /** Before the filter that knows the systems; for the console's addresses only. */
    @Bean
    FilterRegistrationBean<ConsoleOnly> consoleSecurity(
            @Qualifier(AbstractSecurityWebApplicationInitializer.DEFAULT_FILTER_NAME)
                    Filter springSecurityFilterChain) {
        FilterRegistrationBean<ConsoleOnly> filter =
                new FilterRegistrationBean<>(new ConsoleOnly(springSecurityFilterChain));
        filter.setOrder(-100);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return filter;
    }

    /** Without this the web server would put the filters of Spring Security before every request, a system's too. */
    @Bean
    FilterRegistrationBean<Filter> securityOfPersonsOnly(
            @Qualifier(AbstractSecurityWebApplicationInitializer.DEFAULT_FILTER_NAME)
                    Filter springSecurityFilterChain) {
        FilterRegistrationBean<Filter> none = new FilterRegistrationBean<>(springSecurityFilterChain);
        none.setEnabled(false);
        return none;
    }

    /** Cookies go over TLS only, unless the hub listens for its own machine alone. */
    @Bean
    ServletContextInitializer sessionCookie(
            @Value("${server.address:127.0.0.1}") String address, @Value("${hub.console.secure-cookie:}") String secure)
            throws UnknownHostException {
        boolean loopback = InetAddress.getByName(address).isLoopbackAddress();
        boolean onlyTls = secure.isBlank() ? !loopback : Boolean.parseBoolean(secure);
        return context -> context.getSessionCookieConfig().setSecure(onlyTls);
    }

    @Bean
    DemoOperators demoOperators(
            LocalUsers users,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${hub.data:data}") String data,
            Clock clock) {
        return new DemoOperators(users, demo, new DemoCertificates(Path.of(data), clock));
    }

    @Bean
    FirstAdministrator firstAdministrator(
            LocalUsers users,
            OperatorActionLedger actions,
            @Value("${hub.console.first-administrator:}") String name,
            @Value("${hub.console.first-password:}") String password) {
        return new FirstAdministrator(users, actions, name, password);
    }
}
