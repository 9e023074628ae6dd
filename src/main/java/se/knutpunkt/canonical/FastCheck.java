package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;

/**
 * The check on the path: cardinality, type, primitive pattern, fixed values, required bindings and slices by system, compiled from
 * the base and own snapshots. What it refuses the full validation refuses too. Safe for threads.
 */
public final class FastCheck {

    private final Definitions definitions;
    private final Check structure;
    private final HubRules rules;

    /** Compiles the definitions; a construct it does not know is a defect of ours and ends the start. */
    public FastCheck(Definitions definitions, IdentityPolicy policy, AttachmentLimits limits) {
        this.definitions = definitions;
        this.structure = new CheckCompiler(definitions.snapshotSource()).compile(Fhir.MESSAGE_PROFILE);
        this.rules = new HubRules(definitions.extensionUrls(), policy, limits);
    }

    /** All that the sender must mend, with FHIR paths; empty when nothing. Well under a millisecond. */
    public List<Refusal> check(JsonNode bundle) {
        Findings findings = new Findings();
        structure.check(bundle, findings);
        if (bundle.isObject()) {
            rules.check(bundle, findings);
        }
        return findings.list();
    }

    /** The definitions it was compiled from. */
    public Definitions definitions() {
        return definitions;
    }

    /** The rules that the full validation shares. */
    HubRules rules() {
        return rules;
    }
}
