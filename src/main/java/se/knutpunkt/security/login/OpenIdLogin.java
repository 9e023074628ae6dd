package se.knutpunkt.security.login;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.OperatorRole;

/** Login by OpenID Connect: who has none of the hub's roles is not let in. */
final class OpenIdLogin implements OAuth2UserService<OidcUserRequest, OidcUser> {

    static final String REGISTRATION = "hub";
    static final String NO_ROLE = "no_role";

    private final OpenIdSettings settings;
    private final OidcUserService standard = new OidcUserService();

    OpenIdLogin(OpenIdSettings settings) {
        this.settings = settings;
    }

    /** Asks the provider for its addresses when the first person logs in, so that the hub starts without it. */
    ClientRegistrationRepository registrations() {
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(registration()));
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = standard.loadUser(request);
        Set<OperatorRole> roles = texts(user, settings.rolesClaim()).stream()
                .map(OperatorRole::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        String name = user.getClaimAsString(settings.nameClaim());
        if (roles.isEmpty() || name == null || name.isBlank()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE));
        }
        String shown = user.getFullName() == null ? name : user.getFullName();
        return new OpenIdOperator(
                user, new Operator("oidc:" + name, shown, roles, Set.copyOf(texts(user, settings.partiesClaim()))));
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope("openid", "profile")
                .build();
    }

    private static List<String> texts(OidcUser user, String claim) {
        Object value = user.getClaim(claim);
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).distinct().toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
