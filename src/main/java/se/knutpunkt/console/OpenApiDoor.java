package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import se.knutpunkt.security.OpenToAll;

/** The address that systems know leads to their own document. */
@Controller
@Hidden
public class OpenApiDoor {

    @OpenToAll
    @GetMapping("/openapi")
    String systems() {
        return "forward:/openapi/systems";
    }
}
