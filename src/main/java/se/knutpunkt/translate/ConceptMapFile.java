package se.knutpunkt.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A translation of codes, as its file in {@code mappings/codes/maps/} says; published as a FHIR ConceptMap.
 *
 * @param id the stem of its file
 * @param url canonical URL
 * @param version version
 * @param source what the codes are translated from: a code system's URL or a table's name
 * @param target the code system they are translated to
 * @param nameSv Swedish name
 * @param nameEn English name
 * @param mappings the pairs, in file order; the first of several with one source is the translation, of one target the reverse
 * @param otherwise the target of codes that are not listed; empty when such are refused
 */
public record ConceptMapFile(
        String id,
        String url,
        String version,
        String source,
        String target,
        String nameSv,
        String nameEn,
        List<Pair> mappings,
        String otherwise) {

    /** One translation, and why it is so where that is not plain. */
    public record Pair(String from, String to, String why) {}

    public ConceptMapFile {
        mappings = List.copyOf(mappings);
    }

    /** The translation of {@code code}; {@link #otherwise} for an unlisted one; empty when there is none. */
    public Optional<String> translate(String code) {
        for (Pair pair : mappings) {
            if (pair.from().equals(code)) {
                return Optional.of(pair.to());
            }
        }
        return otherwise.isEmpty() ? Optional.empty() : Optional.of(otherwise);
    }

    /** The code that {@code target} is the translation of. */
    public Optional<String> reverse(String target) {
        return mappings.stream()
                .filter(pair -> pair.to().equals(target))
                .map(Pair::from)
                .findFirst();
    }

    /** Source codes that stand twice, which would make the second of no effect. */
    List<String> listDoubles() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        mappings.forEach(pair -> counts.merge(pair.from(), 1, Integer::sum));
        List<String> doubles = new ArrayList<>();
        counts.forEach((from, count) -> {
            if (count > 1) {
                doubles.add(from);
            }
        });
        return doubles;
    }
}
