package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.operate.since.Since;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What happened since a moment, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/since")
@Tag(name = "Since", description = "What an outage did to a period")
public class SinceApi {

    private final Since since;

    SinceApi(Since since) {
        this.since = since;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping
    @Operation(summary = "What came late, who gave up, what is obsolete, when queues are empty, who was told")
    Since.View look(
            @RequestParam Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(defaultValue = "10") int minutes) {
        return since.look(from, to, Duration.ofMinutes(minutes));
    }
}
