package se.knutpunkt.console;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.knutpunkt.operate.alert.Subjects;
import se.knutpunkt.operate.incident.Incidents;
import se.knutpunkt.operate.since.Since;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What happened since a moment; unless asked otherwise since the last Friday at five. */
@Controller
public class SincePage {

    private final Since since;
    private final Subjects subjects;
    private final Clock clock;

    SincePage(Since since, Subjects subjects, Clock clock) {
        this.since = since;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/since")
    String look(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) Integer minutes,
            Model model) {
        Instant start = from.isBlank() ? lastFriday(clock.instant()) : Shown.fromField("from", from);
        Duration threshold = minutes == null ? Incidents.LATE : Duration.ofMinutes(minutes);
        model.addAttribute("view", since.look(start, Shown.fromField("to", to), threshold));
        model.addAttribute("until", to.isBlank() ? null : Shown.fromField("to", to));
        model.addAttribute("subjects", subjects);
        return "console/since";
    }

    static Instant lastFriday(Instant now) {
        ZonedDateTime local = now.atZone(Shown.SWEDEN);
        ZonedDateTime friday =
                local.with(TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY)).with(LocalTime.of(17, 0));
        return (friday.isBefore(local) ? friday : friday.minusWeeks(1)).toInstant();
    }
}
