package se.knutpunkt.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;

/** The project's own adapter files in force, with another plan of alerts where a test wants one. */
public final class WatchedConfiguration {

    private WatchedConfiguration() {}

    public static Directory directory() {
        List<Defect> defects = new ArrayList<>();
        return DirectoryReader.read(Candidate.read(Path.of("."), defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new IllegalStateException(defects.toString()));
    }

    public static ConfigurationInForce inForce() {
        return inForce(directory());
    }

    public static ConfigurationInForce inForce(AlertPlan plan) {
        Directory read = directory();
        return inForce(new Directory(read.listParties(), read.listSystems(), List.of(), read.listDocuments(), plan));
    }

    private static ConfigurationInForce inForce(Directory directory) {
        ConfigurationInForce configuration = new ConfigurationInForce();
        configuration.put(new InForce("c0ffee", null, directory, null, null));
        return configuration;
    }
}
