package se.knutpunkt.console;

import java.util.Locale;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.operate.find.ContentViews;
import se.knutpunkt.operate.find.MessageDossiers;
import se.knutpunkt.operate.mend.Edits;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** One message: what happened to it, where it stands, and for those who may and say why, what it holds. */
@Controller
public class MessagePage {

    private final MessageDossiers dossiers;
    private final ContentViews contents;
    private final ConfigurationInForce configuration;
    private final Edits edits;
    private final ErrorTexts errors;

    MessagePage(
            MessageDossiers dossiers,
            ContentViews contents,
            ConfigurationInForce configuration,
            Edits edits,
            ErrorTexts errors) {
        this.dossiers = dossiers;
        this.contents = contents;
        this.configuration = configuration;
        this.edits = edits;
        this.errors = errors;
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/messages/{hubId}")
    String show(@PathVariable UUID hubId, Operator operator, Model model) {
        model.addAttribute("dossier", dossiers.get(hubId));
        model.addAttribute("names", new MessageNames(configuration.get()));
        model.addAttribute("errors", new Errors(errors));
        model.addAttribute("actions", new DeliveryActions(operator));
        model.addAttribute("revisions", edits.listOf(hubId));
        model.addAttribute("mayRead", operator.has(Right.VIEW_PAYLOAD));
        return "console/message";
    }

    /** The content is shown in the answer alone: it has no address, and going back asks for the reason again. */
    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/messages/{hubId}/content")
    String content(@PathVariable UUID hubId, @RequestParam String reason, Operator operator, Model model) {
        model.addAttribute("content", contents.open(hubId, operator.name(), reason));
        model.addAttribute("dossier", dossiers.get(hubId));
        model.addAttribute("names", new MessageNames(configuration.get()));
        return "console/message-content";
    }

    /** The texts of errors, for operators, in the language of the page. */
    public record Errors(ErrorTexts texts) {
        public String of(String number) {
            Locale locale = LocaleContextHolder.getLocale();
            return java.util.Arrays.stream(se.knutpunkt.message.ErrorCode.values())
                    .filter(code -> code.number().equals(number))
                    .findFirst()
                    .map(code -> texts.operator(code, locale))
                    .orElse("");
        }
    }
}
