package se.knutpunkt.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.ExchangeParameters;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.CatalogueReader;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.RouteCheck;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.translate.ConceptMapWriter;
import se.knutpunkt.translate.Translator;

/** Reads the whole of a candidate: events, parties, mappings and routes, and what they say of each other. */
public final class WholeCandidateReader implements CandidateReader {

    private final UnaryOperator<String> settings;
    private final IdentityPolicy identities;

    /**
     * @param settings value of a setting or environment variable by name, for addresses; null when it is not set
     * @param identities which persons this system takes
     */
    public WholeCandidateReader(UnaryOperator<String> settings, IdentityPolicy identities) {
        this.settings = settings;
        this.identities = identities;
    }

    @Override
    public Optional<InForce> read(Candidate candidate, String hash, List<Defect> defects) {
        List<Defect> own = new ArrayList<>();
        Catalogue catalogue = new CatalogueReader(EpisodeRules.words()).read(candidate, own);
        Translator translator = Translator.read(candidate, catalogue, own);
        Optional<Directory> directory = DirectoryReader.read(candidate, settings, own);
        RouteCheck.check(candidate, RouteSteps.list(), own);
        directory.ifPresent(read -> {
            CrossCheck cross = new CrossCheck(candidate, events(catalogue), own);
            cross.check(read);
            cross.check(catalogue);
        });
        defects.addAll(own);
        if (!own.isEmpty() || directory.isEmpty()) {
            return Optional.empty();
        }
        Definitions definitions = new Definitions(
                catalogue,
                translator.listConceptMaps().stream()
                        .map(ConceptMapWriter::toFhir)
                        .toList());
        FastCheck fastCheck = new FastCheck(
                definitions,
                identities,
                ExchangeParameters.agreed(directory.get()).attachments());
        return Optional.of(new InForce(hash, catalogue, directory.get(), translator, fastCheck));
    }

    private static Set<String> events(Catalogue catalogue) {
        return catalogue.listEvents().stream().map(EventType::code).collect(Collectors.toSet());
    }
}
