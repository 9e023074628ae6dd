package se.knutpunkt.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/**
 * That message ids are remembered for as long as the parties have agreed, {@code idempotencyMemoryDays}. Only a system that sends nothing
 * but HL7 v2 may have a shorter window: its MSH-10 is a counter that begins again, and would then be taken for another message.
 */
final class MemoryCheck {

    /** Name of the parameter, in whichever governing document sets it. */
    static final String PARAMETER = "idempotencyMemoryDays";

    /** What holds where no document says anything; none may say less. */
    static final int LEAST_DAYS = 30;

    private static final String WINDOW = "inbound.duplicateWindowDays";

    private final int days;
    private final List<Defect> defects;

    MemoryCheck(Collection<GoverningDocument> documents, List<Defect> defects) {
        this.days = documents.stream()
                .flatMap(document -> document.parameters().entrySet().stream())
                .filter(parameter -> parameter.getKey().equals(PARAMETER))
                .mapToInt(parameter -> Integer.parseInt(parameter.getValue().value()))
                .reduce(LEAST_DAYS, Math::max);
        this.defects = defects;
    }

    void check(Map<YamlDocument, HubSystem> systems) {
        systems.forEach((file, system) -> {
            Inbound inbound = system.inbound();
            if (inbound != null
                    && inbound.duplicateWindowDays() < days
                    && !inbound.formats().equals(Set.of(Format.HL7_V2))) {
                defects.add(defect(file, system));
            }
        });
    }

    private Defect defect(YamlDocument file, HubSystem system) {
        String layer = system.layers().getOrDefault(WINDOW, HubSystem.LOCAL);
        return file.defect(
                (file.root().path("system").isObject() ? "/system/" : "/") + WINDOW.replace('.', '/'),
                "is " + system.inbound().duplicateWindowDays() + ", but message ids are to be remembered for " + days
                        + " days (" + PARAMETER + ")"
                        + (layer.equals(HubSystem.LOCAL) ? "" : " (value of the layer " + layer + ")"),
                "allowed: " + days + " or more; fewer only for a system that sends nothing but hl7v2");
    }
}
