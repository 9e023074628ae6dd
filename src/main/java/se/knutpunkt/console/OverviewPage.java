package se.knutpunkt.console;

import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import se.knutpunkt.operate.overview.Overview;
import se.knutpunkt.operate.overview.OverviewReader;
import se.knutpunkt.operate.overview.OverviewSettings;
import se.knutpunkt.operate.overview.TileState;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** The first page: where everything stands, drawn anew while it is open. */
@Controller
public class OverviewPage {

    private final OverviewReader reader;
    private final OverviewSettings settings;

    OverviewPage(OverviewReader reader, OverviewSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * The page, or what changes of it.
     *
     * @param party the party that is shown in full; none when absent
     * @param still whether the page is to stay as it is
     */
    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/")
    String overview(
            @RequestParam(required = false) String party,
            @RequestParam(defaultValue = "false") boolean still,
            @RequestHeader(name = "HX-Request", required = false) String part,
            Model model) {
        Overview overview = reader.get();
        model.addAttribute("overview", overview);
        model.addAttribute("settings", settings);
        model.addAttribute("states", TileState.values());
        model.addAttribute("still", still);
        model.addAttribute("party", party);
        model.addAttribute("bars", MinuteBars.of(overview.totals().perMinute()));
        Stream.concat(
                        overview.municipalities().values().stream().flatMap(tiles -> tiles.stream()),
                        overview.others().stream())
                .filter(tile -> tile.partyId().equals(party))
                .findFirst()
                .ifPresent(tile -> model.addAttribute("chosen", tile));
        return part == null ? "console/overview" : "console/overview :: live";
    }
}
