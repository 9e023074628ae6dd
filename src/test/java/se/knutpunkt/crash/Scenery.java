package se.knutpunkt.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.app.DemoDoor;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;

/** Who there is to play with and what they have to say, from the files of the repository. */
final class Scenery {

    private final Path root;
    private final Ids ids = new TimeOrderedIds();
    private final TrafficScript script;
    private AddressBook book;

    Scenery(Path root) {
        this.root = root;
        this.script = new TrafficFiles(root).read();
    }

    /** Learns the tokens of a hub that has started. */
    void open(Path data) {
        book = DemoDoor.book(directory(), data);
    }

    AddressBook book() {
        return book;
    }

    List<PlannedEpisode> episodes(int count, long seed) {
        return new EpisodeExpander(script, book, ids, Clock.systemUTC()).expand(count, seed);
    }

    MessageWriter writer() {
        return new MessageWriter(ids, script);
    }

    private Directory directory() {
        List<Defect> defects = new ArrayList<>();
        return DirectoryReader.read(Candidate.read(root, defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new IllegalStateException(defects.toString()));
    }
}
