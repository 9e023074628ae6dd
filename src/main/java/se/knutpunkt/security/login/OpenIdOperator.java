package se.knutpunkt.security.login;

import java.util.List;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import se.knutpunkt.security.Operator;

/** A person whom the OpenID provider vouches for; roles are those of the login. */
final class OpenIdOperator extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final transient Operator operator;

    OpenIdOperator(OidcUser user, Operator operator) {
        super(List.of(), user.getIdToken(), user.getUserInfo());
        this.operator = operator;
    }

    Operator operator() {
        return operator;
    }

    @Override
    public String getName() {
        return operator.name();
    }
}
