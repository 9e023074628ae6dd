package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles required bindings to sets of codes; weaker bindings are advice and left to the full validation. */
final class BindingCompiler {

    /** Value sets that cannot be listed: any code of the right form passes here. */
    private static final Set<String> OPEN =
            Set.of("http://hl7.org/fhir/ValueSet/mimetypes", "http://hl7.org/fhir/ValueSet/currencies");

    private final SnapshotSource source;
    private final Map<String, PrimitiveCheck.Binding> compiled = new HashMap<>();

    BindingCompiler(SnapshotSource source) {
        this.source = source;
    }

    PrimitiveCheck.Binding find(SnapshotElement element) {
        JsonNode binding = element.definition().path("binding");
        String valueSet = binding.path("valueSet").asText().replaceFirst("\\|.*$", "");
        if (!"required".equals(binding.path("strength").asText()) || OPEN.contains(valueSet)) {
            return PrimitiveCheck.Binding.NONE;
        }
        return compiled.computeIfAbsent(valueSet, url -> {
            Set<String> codes = source.codes(url);
            if (codes.isEmpty()) {
                throw SnapshotElement.unknown(element.definition(), "the codes of " + url);
            }
            return new PrimitiveCheck.Binding(
                    url,
                    codes.stream()
                            .map(code -> code.substring(code.indexOf('|') + 1))
                            .collect(Collectors.toSet()),
                    codes);
        });
    }
}
