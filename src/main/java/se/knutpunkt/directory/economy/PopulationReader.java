package se.knutpunkt.directory.economy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Makes a table of inhabitants of its file; it must hold the county's municipalities, each and no other. */
final class PopulationReader {

    private final Set<String> municipalities;
    private final List<Defect> defects;

    PopulationReader(Set<String> municipalities, List<Defect> defects) {
        this.municipalities = municipalities;
        this.defects = defects;
    }

    Optional<PopulationTable> read(YamlDocument document) {
        JsonNode root = document.root();
        int before = defects.size();
        String name = "population-" + root.get("day").asText();
        if (!document.stem().equals(name) || !root.get("id").asText().equals(name)) {
            defects.add(document.defect("/id", "the file and its id must name its day", "allowed: " + name));
        }
        Optional<LocalDate> day = day(document);
        SortedMap<String, Long> inhabitants = new TreeMap<>();
        root.get("inhabitants")
                .properties()
                .forEach(row -> inhabitants.put(row.getKey(), row.getValue().asLong()));
        if (!municipalities.isEmpty()) {
            requireAll(document, inhabitants.keySet());
        }
        return defects.size() > before
                ? Optional.empty()
                : day.map(date -> new PopulationTable(
                        document.stem(),
                        date,
                        root.get("source").asText(),
                        root.get("unconfirmed").asBoolean(),
                        inhabitants));
    }

    private void requireAll(YamlDocument document, Set<String> codes) {
        for (String code : codes) {
            if (!municipalities.contains(code)) {
                defects.add(document.defect(
                        "/inhabitants/" + code, "no municipality of the county has the code", "remove the row"));
            }
        }
        Set<String> missing = new TreeSet<>(municipalities);
        missing.removeAll(codes);
        missing.forEach(code -> defects.add(
                document.defect("/inhabitants", "the municipality " + code + " is missing", "add its row")));
    }

    private Optional<LocalDate> day(YamlDocument document) {
        try {
            return Optional.of(LocalDate.parse(document.root().get("day").asText()));
        } catch (DateTimeException e) {
            defects.add(document.defect("/day", "there is no such date", "allowed: a date as YYYY-MM-DD"));
            return Optional.empty();
        }
    }
}
