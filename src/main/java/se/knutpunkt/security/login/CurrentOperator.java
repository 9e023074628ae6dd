package se.knutpunkt.security.login;

import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import se.knutpunkt.security.Operator;

/** Who the person of this request is. A local user is read anew each time, so that what was taken away is gone at once. */
public final class CurrentOperator {

    private final LocalUsers users;

    CurrentOperator(LocalUsers users) {
        this.users = users;
    }

    public Optional<Operator> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        if (authentication.getPrincipal() instanceof OpenIdOperator person) {
            return Optional.of(person.operator());
        }
        return authentication instanceof UsernamePasswordAuthenticationToken
                ? users.findOperator(authentication.getName())
                : Optional.empty();
    }
}
