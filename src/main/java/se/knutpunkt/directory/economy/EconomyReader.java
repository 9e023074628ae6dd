package se.knutpunkt.directory.economy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Reads the files under {@code adapters/economy/}; tells every defect by file, line and mend. */
public final class EconomyReader {

    private static final String FOLDER = "adapters/economy";
    private static final String SCHEMA = "adapters/population.schema.json";

    private final Candidate candidate;
    private final CheckedFiles files;
    private final List<Defect> defects;

    public EconomyReader(Candidate candidate, CheckedFiles files, List<Defect> defects) {
        this.candidate = candidate;
        this.files = files;
        this.defects = defects;
    }

    /**
     * What can be read; it may be used only when no defect was added.
     *
     * @param services ids of the services
     * @param costObjects the service of each object of the bookkeeping
     * @param municipalities codes of the county's municipalities; empty when they could not all be read
     */
    public Economy read(Set<String> services, Map<CostObject, String> costObjects, Set<String> municipalities) {
        List<PopulationTable> populations = new ArrayList<>();
        PopulationReader reader = new PopulationReader(municipalities, defects);
        for (YamlDocument document : files.list(FOLDER, SCHEMA)) {
            reader.read(document).ifPresent(populations::add);
        }
        populations.sort(Comparator.comparing(PopulationTable::day));
        List<BudgetRow> budgets = new ArrayList<>();
        List<Booking> bookings = new ArrayList<>();
        for (String file : candidate.list(FOLDER, ".csv")) {
            new CsvReader(file, services, budgets, bookings, defects)
                    .read(candidate.find(file).orElseThrow());
        }
        for (String file : candidate.list(FOLDER, ".se")) {
            new SieReader(file, costObjects, budgets, bookings, defects)
                    .read(candidate.find(file).orElseThrow());
        }
        return new Economy(populations, budgets, bookings);
    }
}
