package se.knutpunkt.operate.find;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.activation.CandidateReader;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.ledger.ConfigurationLedger;

/** Configurations by their hash, also those no longer in force; the last few read are kept, as reading one takes a second. */
public final class PastConfigurations {

    private static final int KEPT = 3;

    private final ConfigurationInForce current;
    private final ConfigurationLedger ledger;
    private final CandidateReader reader;
    private final Map<String, Optional<InForce>> read = new LinkedHashMap<>();

    public PastConfigurations(ConfigurationInForce current, ConfigurationLedger ledger, CandidateReader reader) {
        this.current = current;
        this.ledger = ledger;
        this.reader = reader;
    }

    /** Empty when it is not kept, or this version of the hub cannot read it any more. */
    public Optional<InForce> find(String hash) {
        InForce now = current.get();
        return hash.isEmpty() || hash.equals(now.hash()) ? Optional.of(now) : past(hash);
    }

    private synchronized Optional<InForce> past(String hash) {
        Optional<InForce> known = read.get(hash);
        if (known == null) {
            known = ledger.findContent(hash)
                    .flatMap(content -> reader.read(Snapshot.restore(hash, content), hash, new ArrayList<>()));
            read.put(hash, known);
            if (read.size() > KEPT) {
                read.remove(read.keySet().iterator().next());
            }
        }
        return known;
    }
}
