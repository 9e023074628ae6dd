package se.knutpunkt.activation;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.CamelSchema;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.RouteCheck;
import se.knutpunkt.configuration.Snapshot;

/** What the command {@code check} does: reads everything as a start would, the routes more closely, and runs the cases of the
 * mappings, without starting anything. */
public final class ConfigurationCheck {

    private final Path folder;
    private final CandidateReader reader;

    public ConfigurationCheck(Path folder, CandidateReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** Prints every defect on a line of its own and then their number; the exit code, 0 only when there is none. */
    public int run(PrintWriter out) {
        List<Defect> found = new ArrayList<>();
        Candidate candidate = Candidate.read(folder, found);
        String hash = Snapshot.of(candidate).hash();
        Optional<InForce> read = reader.read(candidate, hash, found);
        checkRoutes(candidate, found);
        int cases = read.map(inForce -> MappingCases.run(folder, candidate, inForce.translator(), found))
                .orElse(0);
        List<Defect> defects = found.stream().distinct().sorted().toList();
        defects.forEach(out::println);
        out.println(
                defects.isEmpty()
                        ? candidate.names().size() + " files, " + cases + " mapping cases, no defect, " + hash
                        : defects.size() + (defects.size() == 1 ? " defect" : " defects"));
        out.flush();
        return defects.isEmpty() ? 0 : 1;
    }

    private static void checkRoutes(Candidate candidate, List<Defect> found) {
        // The reader has told already what this finds besides the documents.
        Set<String> steps = RouteSteps.list();
        CamelSchema schema = new CamelSchema();
        RouteCheck.check(candidate, steps, new ArrayList<>()).forEach(route -> schema.check(route, found));
    }
}
