package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.message.HsaId;

/** Makes a system of a document and its layers; tells what is missing, impossible or unknown. */
final class SystemReader {

    private final Layers layers;
    private final InboundReader inbound;
    private final OutboundReader outbound;
    private final List<Defect> defects;

    SystemReader(Layers layers, InboundReader inbound, OutboundReader outbound, List<Defect> defects) {
        this.layers = layers;
        this.inbound = inbound;
        this.outbound = outbound;
        this.defects = defects;
    }

    /** A system in a file of its own. */
    Optional<HubSystem> readShared(YamlDocument document) {
        return read(document, "", Set.of());
    }

    /** The system in a party's file; it acts for that party whatever else it acts for. */
    Optional<HubSystem> readOwn(YamlDocument document) {
        return read(document, "/system", Set.of(document.stem()));
    }

    private Optional<HubSystem> read(YamlDocument document, String pointer, Set<String> owner) {
        int before = defects.size();
        JsonNode node = document.root().at(pointer);
        Optional<LayeredValues> laid = layers.lay(document, pointer);
        if (laid.isEmpty()) {
            return Optional.empty();
        }
        LayeredValues values = laid.get();
        Place place = new Place(document, pointer, values, defects);
        Optional<HsaId> hsaId = HsaId.find(node.get("hsaId").asText());
        if (hsaId.isEmpty()) {
            place.refuse("hsaId", "is no HSA-id: the check digit of its organisation number is wrong", "correct it");
        }
        Set<String> actsFor = new TreeSet<>(owner);
        node.path("actsFor").forEach(party -> actsFor.add(party.asText()));
        Optional<Inbound> in = inbound.read(place);
        Optional<Outbound> out = outbound.read(place);
        if (defects.size() > before || hsaId.isEmpty() || out.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HubSystem(
                document.stem(),
                hsaId.get(),
                node.get("name").asText(),
                actsFor,
                in.orElse(null),
                out.get(),
                values.layers()));
    }

    /** Where a system stands, for reading its values and for telling of defects. */
    record Place(YamlDocument document, String pointer, LayeredValues layered, List<Defect> defects) {

        /** The value at a path such as {@code outbound.retry.maxAttempts}; a missing node when there is none. */
        JsonNode value(String path) {
            return layered.values().at("/" + path.replace('.', '/'));
        }

        String text(String path) {
            return value(path).asText("");
        }

        boolean has(String path) {
            return !value(path).isMissingNode();
        }

        /** False, and a defect for each, when some of {@code paths} have no value in any layer. */
        boolean require(List<String> paths) {
            List<String> missing = new ArrayList<>();
            for (String path : paths) {
                if (!has(path)) {
                    refuse(path, "is missing here and in the layers it extends", "add it here or in a layer");
                    missing.add(path);
                }
            }
            return missing.isEmpty();
        }

        void refuse(String path, String problem, String mend) {
            String layer = layered.layers().getOrDefault(path, HubSystem.LOCAL);
            String where = layer.equals(HubSystem.LOCAL) ? "" : " (value of the layer " + layer + ")";
            defects.add(document.defect(pointerTo(path), problem + where, mend));
        }

        String pointerTo(String path) {
            return pointer + "/" + path.replace('.', '/');
        }
    }
}
