package se.knutpunkt.security.login;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.RejectionCounter;

/** Login by name and password, from the form and from HTTP Basic alike. It says the same whatever was wrong. */
final class LocalLogin implements AuthenticationProvider {

    private static final int LONGEST = 200;

    private final LocalUsers users;
    private final LoginThrottle throttle;
    private final RejectionCounter rejections;

    LocalLogin(LocalUsers users, LoginThrottle throttle, RejectionCounter rejections) {
        this.users = users;
        this.throttle = throttle;
        this.rejections = rejections;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String name = String.valueOf(given.getName()).strip().toLowerCase(Locale.ROOT);
        String password = String.valueOf(given.getCredentials());
        String address =
                given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (!throttle.mayTry(name, address)) {
            rejections.count("console", ErrorCode.RATE_LIMITED);
            throw new LockedException("too many tries");
        }
        Optional<Operator> operator = name.length() > LONGEST || password.length() > LONGEST
                ? Optional.empty()
                : users.findByPassword(name, password);
        if (operator.isEmpty()) {
            throttle.failed(name, address);
            rejections.count("console", ErrorCode.NOT_AUTHENTICATED);
            throw new BadCredentialsException("wrong name or password");
        }
        throttle.succeeded(name);
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.authenticated(operator.get().name(), null, List.of());
        token.setDetails(given.getDetails());
        return token;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
