package se.knutpunkt.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.FrozenManifest;
import se.knutpunkt.ledger.ManifestEntry;
import se.knutpunkt.ledger.Reconciliation;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/** A system's own manifests, and their comparison with what the system says; nobody sees those of another. */
@RestController
@Tag(name = "Reconciliation", description = "What the hub has of a day, compared with what the system has")
public class ManifestController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Manifests manifests;
    private final Reconciler reconciler;
    private final ReconciliationJson json;
    private final ReconcileProblems problems;
    private final KeyedHasher hasher;
    private final Clock clock;

    ManifestController(
            Manifests manifests,
            Reconciler reconciler,
            ReconciliationJson json,
            ReconcileProblems problems,
            KeyedHasher hasher,
            Clock clock) {
        this.manifests = manifests;
        this.reconciler = reconciler;
        this.json = json;
        this.problems = problems;
        this.hasher = hasher;
        this.clock = clock;
    }

    @GetMapping("/api/v1/manifests/{day}")
    @Operation(
            summary = "The hub's manifest of a day",
            description =
                    "What the system sent (direction=sent) or got (direction=got) on a calendar day in Sweden: {from, to, count, frozen,"
                            + " corrections, entries: [{id, delivery, hubId, hash, event, time, state, receipt, error, attempt}]}; CSV with"
                            + " Accept: text/csv. hash is HMAC-SHA-256 of the body's bytes under the key of /api/v1/manifest-key, the first 32"
                            + " hex digits. frozen says how the manifest was when the day was over, corrections what has changed since.")
    ResponseEntity<?> get(
            Principal caller, @PathVariable String day, @RequestParam String direction, HttpServletRequest request) {
        ManifestDay of = ManifestDay.read(day, clock.instant());
        Direction way = direction(direction);
        List<ManifestEntry> entries = manifests.list(caller.getName(), of, way);
        if (String.valueOf(request.getHeader("Accept")).contains("text/csv")) {
            return ResponseEntity.ok().contentType(CSV).body(ManifestCsv.write(entries));
        }
        Optional<FrozenManifest> frozen = manifests.findFrozen(caller.getName(), of, way);
        return ok(json.manifest(
                caller.getName(),
                of,
                way,
                entries,
                frozen,
                frozen.map(then -> manifests.listCorrections(then, entries)).orElse(List.of())));
    }

    @PostMapping("/api/v1/manifests/{day}")
    @Operation(
            summary = "Compare with the system's own list",
            description =
                    "Body: the system's whole list of the day and direction, as JSON {entries: [{id, delivery, hash, event, time, state,"
                            + " attempt}]} or as CSV (text/csv) with the same names in the first line; only id is needed. Answers {atHub, atParty,"
                            + " matched, contentNotCompared, gaps, notes, findings: [{kind, gap, id, delivery, hubId, event, time, error, text,"
                            + " mend}]}. A list with mistakes is refused whole, with each mistake by its line. May be repeated; the last one holds.")
    ResponseEntity<?> compare(
            Principal caller, @PathVariable String day, @RequestParam String direction, HttpServletRequest request)
            throws IOException {
        ManifestDay of = ManifestDay.read(day, clock.instant());
        Direction way = direction(direction);
        PartyList list = reconciler.reader().read(request.getInputStream(), isJson(request));
        Locale locale = ReconcileProblems.locale(request);
        if (!list.problems().isEmpty()) {
            return problems.refuse(list.problems(), locale);
        }
        Reconciliation made = reconciler.reconcile(caller.getName(), of, way, list.lines(), caller.getName());
        return ok(json.comparison(made, of.isOver(clock.instant(), Duration.ZERO), locale));
    }

    @GetMapping("/api/v1/manifests/{day}/comparison")
    @Operation(
            summary = "The comparison that holds",
            description = "The last comparison of the day and direction, in the form the comparison was answered in.")
    ResponseEntity<?> find(
            Principal caller, @PathVariable String day, @RequestParam String direction, HttpServletRequest request) {
        ManifestDay of = ManifestDay.read(day, clock.instant());
        return reconciler
                .findLast(caller.getName(), of, direction(direction))
                .map(last -> ok(json.comparison(
                        last, of.isOver(clock.instant(), Duration.ZERO), ReconcileProblems.locale(request))))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "comparison", ""));
    }

    @GetMapping("/api/v1/manifest-key")
    @Operation(
            summary = "The key of the hashes",
            description =
                    "The system's own secret key for HMAC-SHA-256, as 64 hex digits: {key, algorithm}. It is shared by the hub and this"
                            + " system alone; keep it as the credentials are kept.")
    ResponseEntity<?> key(Principal caller) {
        return ok(JsonNodeFactory.instance
                .objectNode()
                .put("algorithm", "HMAC-SHA-256")
                .put("key", hasher.wireKey(caller.getName())));
    }

    private static ResponseEntity<JsonNode> ok(JsonNode body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(body);
    }

    private static Direction direction(String code) {
        return Direction.findByCode(code)
                .orElseThrow(() -> new HubException(ErrorCode.INVALID_PARAMETER, "direction", ""));
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json") && !type.startsWith("text/csv")) {
            throw new HubException(
                    new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type", "application/json, text/csv"));
        }
        return type.startsWith("application/json");
    }
}
