package se.knutpunkt.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** The first page. */
@Controller
public class OverviewPage {

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/")
    String overview() {
        return "console/overview";
    }
}
