package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.operate.overview.Overview;
import se.knutpunkt.operate.overview.OverviewReader;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Where everything stands, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/overview")
@Tag(name = "Overview", description = "Where everything stands")
public class OverviewApi {

    private final OverviewReader reader;

    OverviewApi(OverviewReader reader) {
        this.reader = reader;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping
    @Operation(
            summary = "States of all parties, totals, what has waited longest and what is about to go wrong",
            description = "At most a few seconds old; asking more often gives the same.")
    Overview get() {
        return reader.get();
    }
}
