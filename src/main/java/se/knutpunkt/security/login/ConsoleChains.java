package se.knutpunkt.security.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.security.ConsolePaths;

/**
 * The two ways in for persons: the API, by session or HTTP Basic, and the pages, by form or OpenID Connect. Passwords go to the one
 * {@link LocalLogin}, which Spring Security finds by itself; named here it would count each wrong one twice.
 */
@Configuration(proxyBeanMethods = false)
public class ConsoleChains {

    /** Where a form goes that was forged or is too old. */
    public static final String REFUSED = "/console/refused";

    /** Where a login leads that wanted no certain page. */
    public static final String START = "/console/start";

    /** Nothing inline and nothing from elsewhere: what a message holds can never run. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain consoleApi(HttpSecurity http, ProblemWriter refusals) throws Exception {
        RequestMatcher forgeable = request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && !isProgram(request);
        http.securityMatcher((RequestMatcher) ConsolePaths::isApi)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(forgeable))
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, why) -> challenge(request, response, why, refusals)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, why) -> challenge(request, response, why, refusals))
                        .accessDeniedHandler((request, response, why) -> refusals.write(
                                request,
                                response,
                                HttpServletResponse.SC_FORBIDDEN,
                                Refusal.of(ErrorCode.FORM_EXPIRED, ""))));
        return headers(http).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain consolePages(HttpSecurity http, OpenIdSettings openId) throws Exception {
        http.securityMatcher((RequestMatcher) ConsolePaths::contains)
                .authorizeHttpRequests(requests -> requests.requestMatchers(ConsolePaths::isOpen)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(Customizer.withDefaults())
                .formLogin(form ->
                        form.loginPage(LoginPage.PATH).defaultSuccessUrl(START).failureHandler(failed()))
                .logout(logout -> logout.logoutSuccessUrl(LoginPage.PATH + "?out"))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(new LoginPage())
                        .accessDeniedHandler((request, response, why) ->
                                request.getRequestDispatcher(REFUSED).forward(request, response)));
        if (openId.isConfigured()) {
            OpenIdLogin openIdLogin = new OpenIdLogin(openId);
            http.oauth2Login(person -> person.loginPage(LoginPage.PATH)
                    .defaultSuccessUrl(START)
                    .clientRegistrationRepository(openIdLogin.registrations())
                    .redirectionEndpoint(back -> back.baseUri("/login/oauth2/code/*"))
                    .userInfoEndpoint(info -> info.oidcUserService(openIdLogin))
                    .failureHandler(failed()));
        }
        return headers(http).build();
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(frames -> frames.deny())
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")));
    }

    /** A browser says where a request comes from; a program that shows a password of its own cannot be tricked into it. */
    private static boolean isProgram(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null && request.getHeader("Sec-Fetch-Site") == null;
    }

    private static void challenge(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException why,
            ProblemWriter refusals)
            throws IOException {
        if (why instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            refusals.write(request, response, 429, Refusal.of(ErrorCode.RATE_LIMITED, ""));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Knutpunkt\", charset=\"UTF-8\"");
        refusals.write(
                request, response, HttpServletResponse.SC_UNAUTHORIZED, Refusal.of(ErrorCode.NOT_AUTHENTICATED, ""));
    }

    private static AuthenticationFailureHandler failed() {
        return (request, response, why) -> {
            String how = why instanceof LockedException ? "slow" : "wrong";
            if (why instanceof OAuth2AuthenticationException openId) {
                how = OpenIdLogin.NO_ROLE.equals(openId.getError().getErrorCode()) ? "role" : "provider";
            }
            response.sendRedirect(LoginPage.PATH + "?" + how);
        };
    }
}
