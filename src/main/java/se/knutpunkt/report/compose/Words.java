package se.knutpunkt.report.compose;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Swedish for the words that figures and incidents are kept with. */
final class Words {

    static final Comparator<String> SWEDISH_ORDER = order();

    private static final Map<String, String> SEVERITIES =
            Map.of("MINOR", "mindre", "MAJOR", "större", "CRITICAL", "kritisk");
    private static final Map<String, String> CAUSES = Map.of(
            "receiver", "mottagaren",
            "sender", "avsändaren",
            "network", "nätet",
            "certificate", "certifikat",
            "hub-software", "navets program",
            "hub-configuration", "navets konfiguration",
            "infrastructure", "driftmiljön",
            "other", "annat",
            "unknown", "ännu inte känd");
    private static final Map<String, String> ACTIONS = Map.of(
            "tried-again", "försökt igen",
            "sent-again", "sänt igen",
            "revised", "rättat",
            "redirected", "omdirigerat",
            "withdrawn", "återtaget",
            "OPEN", "öppen",
            "OVERDUE", "försenad",
            "DONE", "klar");

    private Words() {}

    static String severity(String code) {
        return SEVERITIES.getOrDefault(code, code);
    }

    static String cause(String code) {
        return CAUSES.getOrDefault(code, code.isEmpty() ? CAUSES.get("unknown") : code);
    }

    static String action(String code) {
        return ACTIONS.getOrDefault(
                code, ACTIONS.getOrDefault(code.toLowerCase(Locale.ROOT).replace('_', '-'), code));
    }

    private static Comparator<String> order() {
        Collator collator = Collator.getInstance(Locale.forLanguageTag("sv"));
        return collator::compare;
    }
}
