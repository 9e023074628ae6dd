package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.IdentityPolicy;

/**
 * What the hub asks of a Bundle beyond what definitions can say: check digits, attachments, references within the Bundle, protected
 * identity, no unknown extension. Both depths of checking apply these rules.
 */
final class HubRules {

    private static final Set<String> RESOURCES = Set.of("MessageHeader", "Patient", "Encounter", "Task");

    private final IdentifierRule identifiers;
    private final AttachmentRule attachments;
    private final ExtensionRule extensions;

    /** @param knownExtensions URLs of the extensions that the profiles name */
    HubRules(Set<String> knownExtensions, IdentityPolicy policy, AttachmentLimits limits) {
        this.identifiers = new IdentifierRule(policy);
        this.attachments = new AttachmentRule(limits);
        this.extensions = new ExtensionRule(Set.copyOf(knownExtensions));
    }

    void check(JsonNode bundle, Findings findings) {
        Set<String> fullUrls = new HashSet<>();
        findings.enter("Bundle", -1);
        int index = 0;
        for (JsonNode entry : bundle.path("entry")) {
            if (!fullUrls.add(entry.path("fullUrl").asText()) && entry.has("fullUrl")) {
                findings.addAt(ErrorCode.CARDINALITY, "entry[" + index + "].fullUrl", "unique");
            }
            index++;
        }
        JsonNode first = bundle.path("entry").path(0).path("resource");
        if (first.isObject()
                && !"MessageHeader".equals(first.path("resourceType").asText())) {
            findings.addAt(ErrorCode.FIXED_VALUE, "entry[0].resource.resourceType", "MessageHeader");
        }
        List<ObjectRule> rules = List.of(
                identifiers,
                attachments,
                extensions,
                new ReferenceRule(fullUrls),
                new EmptyArrayRule(),
                new EventCodeRule());
        walk("Bundle", bundle, rules, findings);
        findings.leave();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if ("Patient".equals(resource.path("resourceType").asText())) {
                findings.enter("Patient", -1);
                new ProtectedIdentityRule(bundle).check(resource, findings);
                findings.leave();
            }
        }
    }

    private static void walk(String property, JsonNode object, List<ObjectRule> rules, Findings findings) {
        for (ObjectRule rule : rules) {
            rule.check(property, object, findings);
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            // what has a name nobody knows is refused as such, and its name may be content
            if (!value.isContainerNode() || !Findings.isElementName(name)) {
                continue;
            }
            String type = value.path("resourceType").asText();
            if ("resource".equals(name) && RESOURCES.contains(type)) {
                enter(type, -1, value, rules, findings);
            } else if (value.isObject()) {
                enter(name, -1, value, rules, findings);
            } else {
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).isObject()) {
                        enter(name, i, value.get(i), rules, findings);
                    }
                }
            }
        }
    }

    private static void enter(String name, int index, JsonNode value, List<ObjectRule> rules, Findings findings) {
        findings.enter(name, index);
        walk(name, value, rules, findings);
        findings.leave();
    }
}
