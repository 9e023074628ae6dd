package se.knutpunkt.security.login;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import se.knutpunkt.ledger.OperatorUser;
import se.knutpunkt.ledger.OperatorUserLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.OperatorRole;

/** The persons who log in with a password. */
public final class LocalUsers {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final String NAME = "[a-z0-9][a-z0-9._@-]{0,99}";

    private final OperatorUserLedger ledger;
    private final PasswordEncoder encoder;
    private final String ofNobody;
    private final LoginThrottle guesses = new LoginThrottle();

    LocalUsers(OperatorUserLedger ledger) {
        this.ledger = ledger;
        Map<String, PasswordEncoder> encoders = new HashMap<>();
        encoders.put("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
        this.encoder = new DelegatingPasswordEncoder("argon2", encoders);
        // A hash that no password has, so that a guess at a name that nobody has takes as long as any other.
        this.ofNobody = "{argon2}$argon2id$v=19$m=16384,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    }

    /** The person with this name and password who is not disabled. */
    Optional<Operator> findByPassword(String name, String password) {
        Optional<OperatorUser> user = ledger.find(normal(name)).filter(found -> !found.disabled());
        boolean right =
                encoder.matches(password, user.map(OperatorUser::passwordHash).orElse(ofNobody));
        return right ? user.map(LocalUsers::operator) : Optional.empty();
    }

    /** Who this is now; empty when there is no such person any more. */
    public Optional<Operator> findOperator(String name) {
        return ledger.find(name).filter(found -> !found.disabled()).map(LocalUsers::operator);
    }

    public Optional<OperatorUser> find(String name) {
        return ledger.find(normal(name));
    }

    public List<OperatorUser> list() {
        return ledger.list();
    }

    public boolean isEmpty() {
        return ledger.isEmpty();
    }

    /** False when the name is taken. */
    public boolean create(
            String name, String displayName, String password, Set<OperatorRole> roles, Set<String> parties) {
        String normal = normal(name);
        if (!normal.matches(NAME)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "name", NAME);
        }
        requireStrong(normal, password);
        return ledger.create(
                new OperatorUser(normal, displayName.strip(), encoder.encode(password), codes(roles), parties, false));
    }

    /** Changes what {@code change} says of somebody who exists. */
    public void setAccess(String name, Set<OperatorRole> roles, Set<String> parties, boolean disabled) {
        OperatorUser user = require(name);
        ledger.change(new OperatorUser(
                user.name(), user.displayName(), user.passwordHash(), codes(roles), parties, disabled));
    }

    public void setPassword(String name, String password) {
        OperatorUser user = require(name);
        requireStrong(user.name(), password);
        ledger.change(new OperatorUser(
                user.name(),
                user.displayName(),
                encoder.encode(password),
                user.roles(),
                user.parties(),
                user.disabled()));
    }

    /**
     * Gives oneself a new password, for the present one; guesses at that are slowed down as at the login.
     *
     * @return false when the present one is another, and nothing is changed
     * @throws HubException NOT_FOUND for somebody who has no password here, RATE_LIMITED after too many guesses
     */
    public boolean changeOwnPassword(String name, String present, String next) {
        OperatorUser user = require(name);
        if (!guesses.mayTry(user.name(), user.name())) {
            throw new HubException(ErrorCode.RATE_LIMITED, "present", "");
        }
        if (present.length() > LONGEST || findByPassword(user.name(), present).isEmpty()) {
            guesses.failed(user.name(), user.name());
            return false;
        }
        guesses.succeeded(user.name());
        setPassword(user.name(), next);
        return true;
    }

    private OperatorUser require(String name) {
        return ledger.find(normal(name)).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "user", ""));
    }

    private static void requireStrong(String name, String password) {
        if (password.length() < SHORTEST
                || password.length() > LONGEST
                || password.toLowerCase(Locale.ROOT).contains(name)) {
            throw new HubException(ErrorCode.PASSWORD_WEAK, "password", "");
        }
    }

    private static Operator operator(OperatorUser user) {
        return new Operator(
                user.name(),
                user.displayName(),
                user.roles().stream()
                        .map(OperatorRole::find)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                user.parties());
    }

    private static Set<String> codes(Set<OperatorRole> roles) {
        return roles.stream().map(OperatorRole::code).collect(Collectors.toSet());
    }

    private static String normal(String name) {
        return name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
    }
}
