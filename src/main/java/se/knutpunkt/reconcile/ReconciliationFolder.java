package se.knutpunkt.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.Reconciliation;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;

/**
 * Reconciliation by files: lists are put into {@code in}, results and manifests come out in {@code out}, and each list ends in
 * {@code done} or {@code failed}. A file is named {@code <system>_<sent|got>_<day>.csv} or {@code .json}; one that is being written has
 * any other ending.
 */
final class ReconciliationFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationFolder.class);
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9-]{1,100})_(sent|got)_(\\d{4}-\\d{2}-\\d{2})\\.(csv|json)");
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Reconciler reconciler;
    private final Manifests manifests;
    private final ReconciliationJson json;
    private final ConfigurationInForce configuration;
    private final Path folder;
    private final Clock clock;

    /** @param folder null when files are not used */
    ReconciliationFolder(
            Reconciler reconciler,
            Manifests manifests,
            ReconciliationJson json,
            ConfigurationInForce configuration,
            Path folder,
            Clock clock) {
        this.reconciler = reconciler;
        this.manifests = manifests;
        this.json = json;
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
    }

    /** Takes every list that lies there, one by one. */
    void readAll() {
        if (folder == null || !configuration.isPresent()) {
            return;
        }
        try {
            for (String name : List.of("in", "out", "done", "failed")) {
                Files.createDirectories(folder.resolve(name));
            }
            try (Stream<Path> files = Files.list(folder.resolve("in"))) {
                files.filter(this::isSettled).sorted().toList().forEach(this::take);
            }
        } catch (IOException unusable) {
            LOG.warn(
                    "hub.reconciliation.folder cannot be used: {}",
                    unusable.getClass().getSimpleName());
        }
    }

    /** Writes a day's manifest, where files are used. */
    void writeManifest(String systemId, ManifestDay day, Direction direction) {
        if (folder == null) {
            return;
        }
        String text = ManifestCsv.write(manifests.list(systemId, day, direction));
        write(systemId + "_" + direction.code() + "_" + day.date() + ".manifest.csv", text);
    }

    private boolean isSettled(Path file) {
        try {
            String name = file.getFileName().toString();
            return (name.endsWith(".csv") || name.endsWith(".json"))
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(clock.instant().minus(SETTLED));
        } catch (IOException gone) {
            return false;
        }
    }

    private void take(Path file) {
        String stem = file.getFileName().toString();
        ObjectNode result;
        try {
            result = compare(file, NAME.matcher(stem));
        } catch (HubException | IOException failure) {
            ErrorCode code = failure instanceof HubException known ? known.code() : ErrorCode.UNREADABLE;
            if (code.fault() == se.knutpunkt.message.Fault.HUB) {
                LOG.warn("a list is read again later: {}", code);
                return;
            }
            result = JsonNodeFactory.instance.objectNode().put("error", code.number());
            result.put("text", new ErrorTexts().sender(code, ErrorTexts.SWEDISH));
        }
        boolean taken = result.has("comparison");
        write(stem + ".result.json", result.toPrettyString());
        move(file, folder.resolve(taken ? "done" : "failed").resolve(stem));
    }

    private ObjectNode compare(Path file, Matcher name) throws IOException {
        if (!name.matches()
                || configuration.get().directory().findSystem(name.group(1)).isEmpty()) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("error", ErrorCode.INVALID_PARAMETER.number())
                    .put("text", "Filen heter inte <system>_<sent|got>_<dag>.csv eller .json, eller systemet är okänt.")
                    .put(
                            "textEnglish",
                            "The file is not named <system>_<sent|got>_<day>.csv or .json, or the system is unknown.");
        }
        ManifestDay day = ManifestDay.read(name.group(3), clock.instant());
        Direction direction = Direction.findByCode(name.group(2)).orElseThrow();
        PartyList list;
        try (InputStream in = Files.newInputStream(file)) {
            list = reconciler.reader().read(in, name.group(4).equals("json"));
        }
        if (!list.problems().isEmpty()) {
            ObjectNode refused =
                    JsonNodeFactory.instance.objectNode().put("error", ErrorCode.LIST_WITH_MISTAKES.number());
            refused.set("problems", json.problems(list.problems(), ErrorTexts.SWEDISH));
            return refused;
        }
        Reconciliation made = reconciler.reconcile(name.group(1), day, direction, list.lines(), "file");
        return json.comparison(made, day.isOver(clock.instant(), Duration.ZERO), ErrorTexts.SWEDISH);
    }

    /** Under another name first, so that nobody reads half a file. */
    private void write(String name, String text) {
        try {
            Path out = Files.createDirectories(folder.resolve("out"));
            Path half = out.resolve(name + ".tmp");
            Files.write(half, text.getBytes(StandardCharsets.UTF_8));
            move(half, out.resolve(name));
        } catch (IOException unusable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.reconciliation.folder", "", unusable);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unusable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.reconciliation.folder", "", unusable);
        }
    }
}
