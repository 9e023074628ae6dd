package se.knutpunkt.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.UserAdministration;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Operator;

/** What a person may do with the own account, whatever the roles: see them, and change the password. */
@Controller
public class AccountPage {

    private final UserAdministration users;

    AccountPage(UserAdministration users) {
        this.users = users;
    }

    @OpenToAll
    @GetMapping("/account")
    String show(Operator operator, Model model) {
        model.addAttribute("person", require(operator));
        model.addAttribute("hasPassword", users.hasPassword(operator.name()));
        return "console/account";
    }

    @OpenToAll
    @PostMapping("/account/password")
    String change(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Operator operator,
            RedirectAttributes next) {
        String name = require(operator).name();
        if (!password.equals(again)) {
            Notice.refused(next, "account.not-the-same");
            return "redirect:/account";
        }
        try {
            users.changeOwnPassword(name, present, password);
            Notice.done(next, "account.changed");
        } catch (HubException refused) {
            if (refused.code() != ErrorCode.INVALID_PARAMETER && refused.code() != ErrorCode.PASSWORD_WEAK) {
                throw refused;
            }
            Notice.refused(next, refused.code() == ErrorCode.PASSWORD_WEAK ? "account.weak" : "account.wrong");
        }
        return "redirect:/account";
    }

    /** The login lets nobody else come so far. */
    static Operator require(Operator operator) {
        if (operator == null) {
            throw new HubException(ErrorCode.NOT_AUTHENTICATED, "", "");
        }
        return operator;
    }
}
