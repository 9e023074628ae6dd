package se.knutpunkt.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.message.HubException;

/**
 * Looks every two seconds whether the files have changed, and whether another node has activated something, which then is in force
 * here too, whatever the files here say. A change is acted on when it has stood still from one look to the next, so that a file half written is not taken for a defect.
 */
public final class ConfigurationWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final List<String> FOLDERS = List.of("adapters", "mappings", "routes");

    private final Path folder;
    private final boolean fromFiles;
    private final Activator activator;
    private Map<String, String> acted;
    private Map<String, String> seen;
    private ThreadPoolTaskScheduler scheduler;

    public ConfigurationWatch(Path folder, boolean fromFiles, Activator activator) {
        this.folder = folder;
        this.fromFiles = fromFiles;
        this.activator = activator;
    }

    /** One look; public for tests and for whoever does not want to wait. */
    public synchronized void look() {
        try {
            if (!fromFiles) {
                activator.followLedger();
                return;
            }
            Map<String, String> now = marks();
            if (acted == null) {
                acted = now;
            }
            if (!now.equals(acted) && now.equals(seen)) {
                acted = now;
                activator.activateFiles("change of files");
            } else {
                activator.followLedger();
            }
            seen = now;
        } catch (HubException | IOException e) {
            // Tried again at the next look; what is in force stays.
            LOG.warn("configuration not looked at: {}", e.getMessage());
            acted = acted == null ? null : Map.of();
        }
    }

    /** Size and time of each file, which is enough to see a change and costs no reading. */
    private Map<String, String> marks() throws IOException {
        Map<String, String> marks = new TreeMap<>();
        for (String name : FOLDERS) {
            if (!Files.isDirectory(folder.resolve(name))) {
                continue;
            }
            try (Stream<Path> files =
                    Files.find(folder.resolve(name), 8, (path, attributes) -> attributes.isRegularFile())) {
                for (Path file : files.toList()) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    marks.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
                }
            }
        }
        return marks;
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix("configuration-");
            scheduler.setDaemon(true);
            scheduler.initialize();
            look();
            scheduler.scheduleWithFixedDelay(this::look, INTERVAL);
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
