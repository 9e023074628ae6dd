package se.knutpunkt.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.knutpunkt.ledger.OperatorAction;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** The log of actions. */
@Controller
public class AuditPage {

    private final OperatorLog log;

    AuditPage(OperatorLog log) {
        this.log = log;
    }

    @Requires(Right.VIEW_AUDIT)
    @GetMapping("/audit")
    String list(
            @RequestParam(required = false) String byWhom,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String cursor,
            Model model) {
        model.addAttribute("byWhom", byWhom);
        model.addAttribute("subject", subject);
        model.addAttribute("actions", AuditLists.list(log, byWhom, subject, cursor, null));
        return "console/audit";
    }

    /** Whether the chain is whole, looked at when asked for: it reads the whole log. */
    @Requires(Right.VIEW_AUDIT)
    @GetMapping("/audit/chain")
    String chain(Model model) {
        model.addAttribute("broken", log.findBreak().orElse(null));
        return "console/audit :: chain";
    }

    /** Paging of the log, the same in page and API. */
    static final class AuditLists {
        private AuditLists() {}

        static Paged<OperatorAction> list(
                OperatorLog log, String byWhom, String subject, String cursor, Integer limit) {
            int size = Paged.limit(limit);
            return Paged.of(
                    log.list(
                            blankToNull(byWhom),
                            blankToNull(subject),
                            Cursor.read(cursor, Long::valueOf, Long.MAX_VALUE),
                            size + 1),
                    size,
                    action -> Long.toString(action.number()));
        }

        private static String blankToNull(String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }
}
