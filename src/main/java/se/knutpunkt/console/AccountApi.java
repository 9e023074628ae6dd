package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.operate.UserAdministration;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.OperatorRole;

/** The own account, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/account")
@Tag(name = "Account", description = "The account that one has logged in with")
public class AccountApi {

    private final UserAdministration users;

    AccountApi(UserAdministration users) {
        this.users = users;
    }

    /** Who one is. */
    public record Account(
            String name, String displayName, Set<String> roles, Set<String> parties, boolean hasPassword) {}

    /** A new password, for the present one. */
    public record NewPassword(String present, String password) {}

    @OpenToAll
    @GetMapping
    @Operation(summary = "Who one is, and what one may")
    Account get(Operator operator) {
        Operator person = AccountPage.require(operator);
        return new Account(
                person.name(),
                person.displayName(),
                person.roles().stream().map(OperatorRole::code).collect(Collectors.toSet()),
                person.parties(),
                users.hasPassword(person.name()));
    }

    @OpenToAll
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Change the own password",
            description = "400 when the present one is another; 422 when the new one is too weak.")
    void change(@RequestBody NewPassword asked, Operator operator) {
        users.changeOwnPassword(
                AccountPage.require(operator).name(),
                String.valueOf(asked.present()),
                String.valueOf(asked.password()));
    }
}
