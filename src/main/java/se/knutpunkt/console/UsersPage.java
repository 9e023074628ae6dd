package se.knutpunkt.console;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.UserAdministration;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.OperatorRole;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Who may log in, and as what. */
@Controller
public class UsersPage {

    private final UserAdministration users;

    UsersPage(UserAdministration users) {
        this.users = users;
    }

    @Requires(Right.MANAGE_USERS)
    @GetMapping("/users")
    String list(Model model) {
        model.addAttribute("users", users.list());
        model.addAttribute("roles", OperatorRole.values());
        model.addAttribute("rights", Right.values());
        return "console/users";
    }

    @Requires(Right.MANAGE_USERS)
    @GetMapping("/users/new")
    String ask(Model model) {
        model.addAttribute("roles", OperatorRole.values());
        return "console/user-new";
    }

    @Requires(Right.MANAGE_USERS)
    @PostMapping("/users")
    String create(
            @RequestParam String name,
            @RequestParam String displayName,
            @RequestParam String password,
            @RequestParam(required = false) Set<String> role,
            @RequestParam(defaultValue = "") String parties,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        users.create(name, displayName, password, roles(role), parties(parties), operator.name(), reason);
        Notice.done(next, "users.created", name);
        return "redirect:/users";
    }

    @Requires(Right.MANAGE_USERS)
    @GetMapping("/users/{name}")
    String one(@PathVariable String name, Model model) {
        model.addAttribute(
                "user", users.find(name).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "user", "")));
        model.addAttribute("roles", OperatorRole.values());
        return "console/user";
    }

    @Requires(Right.MANAGE_USERS)
    @PostMapping("/users/{name}/access")
    String setAccess(
            @PathVariable String name,
            @RequestParam(required = false) Set<String> role,
            @RequestParam(defaultValue = "") String parties,
            @RequestParam(defaultValue = "false") boolean disabled,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        users.setAccess(name, roles(role), parties(parties), disabled, operator.name(), reason);
        Notice.done(next, "users.changed", name);
        return "redirect:/users";
    }

    @Requires(Right.MANAGE_USERS)
    @PostMapping("/users/{name}/password")
    String setPassword(
            @PathVariable String name,
            @RequestParam String password,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        users.setPassword(name, password, operator.name(), reason);
        Notice.done(next, "users.password-set", name);
        return "redirect:/users";
    }

    static Set<OperatorRole> roles(Set<String> codes) {
        return codes == null
                ? Set.of()
                : codes.stream()
                        .map(code -> OperatorRole.find(code)
                                .orElseThrow(() -> new HubException(ErrorCode.INVALID_PARAMETER, "role", "")))
                        .collect(Collectors.toSet());
    }

    private static Set<String> parties(String text) {
        return Set.copyOf(List.copyOf(Arrays.stream(text.split("[\\s,]+"))
                .filter(part -> !part.isBlank())
                .distinct()
                .toList()));
    }
}
