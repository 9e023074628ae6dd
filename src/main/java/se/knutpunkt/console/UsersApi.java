package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.OperatorUser;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.UserAdministration;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Who may log in, and as what, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/users")
@Tag(name = "Users", description = "Who may log in to the console, and as what")
public class UsersApi {

    private final UserAdministration users;

    UsersApi(UserAdministration users) {
        this.users = users;
    }

    /** Somebody as others see them. */
    public record User(String name, String displayName, Set<String> roles, Set<String> parties, boolean disabled) {
        static User of(OperatorUser user) {
            return new User(user.name(), user.displayName(), user.roles(), user.parties(), user.disabled());
        }
    }

    /** Somebody new. */
    public record NewUser(
            String name, String displayName, String password, Set<String> roles, Set<String> parties, String reason) {}

    /** What somebody may. */
    public record Access(Set<String> roles, Set<String> parties, boolean disabled, String reason) {}

    @Requires(Right.MANAGE_USERS)
    @GetMapping
    @Operation(summary = "Everybody who can log in with a password")
    Paged<User> list() {
        return new Paged<>(users.list().stream().map(User::of).toList(), null);
    }

    @Requires(Right.MANAGE_USERS)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Let somebody log in",
            description = "409 when the name is taken; 422 when the password is too weak.")
    User create(@RequestBody NewUser user, Operator operator) {
        users.create(
                user.name(),
                user.displayName() == null ? user.name() : user.displayName(),
                String.valueOf(user.password()),
                UsersPage.roles(user.roles()),
                user.parties() == null ? Set.of() : user.parties(),
                operator.name(),
                user.reason());
        return users.find(user.name()).map(User::of).orElseThrow();
    }

    @Requires(Right.MANAGE_USERS)
    @PutMapping("/{name}/access")
    @Operation(summary = "Give and take roles and parties, let in or shut out", description = "Not for oneself: 409.")
    List<User> setAccess(@PathVariable String name, @RequestBody Access access, Operator operator) {
        users.setAccess(
                name,
                UsersPage.roles(access.roles()),
                access.parties() == null ? Set.of() : access.parties(),
                access.disabled(),
                operator.name(),
                access.reason());
        return users.find(name).map(User::of).stream().toList();
    }

    /** A new password for somebody else. */
    public record NewPassword(String password, String reason) {}

    @Requires(Right.MANAGE_USERS)
    @GetMapping("/{name}")
    @Operation(summary = "One of them")
    User get(@PathVariable String name) {
        return users.find(name).map(User::of).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "user", ""));
    }

    @Requires(Right.MANAGE_USERS)
    @PutMapping("/{name}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give somebody a new password", description = "422 when it is too weak.")
    void setPassword(@PathVariable String name, @RequestBody NewPassword asked, Operator operator) {
        users.setPassword(name, String.valueOf(asked.password()), operator.name(), asked.reason());
    }
}
