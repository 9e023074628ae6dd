package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Right;
import se.knutpunkt.security.login.ConsoleChains;

/** The way in: the login page, the choice of language, and what is said of a form that is too old. */
@Controller
public class LoginPages {

    private static final List<String> FAILURES = List.of("wrong", "slow", "role", "provider", "out");

    private final LocaleResolver locales;
    private final boolean openId;

    LoginPages(LocaleResolver locales, @Value("${hub.oidc.issuer:}") String issuer) {
        this.locales = locales;
        this.openId = !issuer.isBlank();
    }

    @OpenToAll
    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        Optional<String> said =
                FAILURES.stream().filter(request.getParameterMap()::containsKey).findFirst();
        said.ifPresent(what -> model.addAttribute("said", what));
        model.addAttribute("openId", openId);
        return "console/login";
    }

    /** Where somebody who has logged in without wanting a certain page goes. */
    @OpenToAll
    @GetMapping(ConsoleChains.START)
    String start(Operator operator) {
        if (operator == null) {
            return "redirect:/login";
        }
        return operator.has(Right.VIEW_OVERVIEW) ? "redirect:/" : "redirect:/own";
    }

    @OpenToAll
    @GetMapping("/language")
    String language(
            @RequestParam String to,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        locales.setLocale(request, response, to.equals("en") ? Locale.ENGLISH : ErrorTexts.SWEDISH);
        // only to an address of our own
        boolean own = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
        return "redirect:" + (own ? back : "/");
    }

    @OpenToAll
    @RequestMapping(ConsoleChains.REFUSED)
    String refused() {
        throw new HubException(ErrorCode.FORM_EXPIRED, "", "");
    }
}
