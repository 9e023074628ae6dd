package se.knutpunkt.report.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.GoverningDocument;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Service;
import se.knutpunkt.directory.economy.Quarter;
import se.knutpunkt.directory.governance.Adoption;
import se.knutpunkt.directory.governance.ChangeGround;
import se.knutpunkt.directory.governance.ConnectionRule;
import se.knutpunkt.directory.governance.GovernanceRegister;
import se.knutpunkt.directory.service.Lifecycle;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;
import se.knutpunkt.report.governance.FlowGround.Kind;

/** Lists what services, message types, adapters and changes of a quarter rest on, and what that ground lacks. */
public final class GovernanceFollowUp {

    /** Lag, avtal, överenskommelse, riktlinje, rutin: a document stands under a higher one. */
    private static final List<String> ORDER = List.of("law", "contract", "agreement", "guideline", "routine");

    /** Levels that bind a party only when it has adopted them itself. */
    private static final Set<String> ADOPTED_BY_EACH = Set.of("contract", "agreement");

    private final Directory directory;
    private final GovernanceRegister register;
    private final DocumentJudge judge;
    private final List<FlowGround> flows = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    private GovernanceFollowUp(Directory directory, Quarter quarter) {
        this.directory = directory;
        this.register = directory.registers().governance();
        this.judge = new DocumentJudge(directory, quarter);
    }

    /** @param changes the configurations that came in force in the quarter */
    public static GovernanceReport of(
            Directory directory, Catalogue catalogue, Quarter quarter, List<ActivatedChange> changes) {
        return new GovernanceFollowUp(directory, quarter).report(catalogue, changes);
    }

    private GovernanceReport report(Catalogue catalogue, List<ActivatedChange> changes) {
        directory.listServices().stream()
                .filter(service -> service.profile().lifecycle() == Lifecycle.CURRENT)
                .forEach(this::service);
        Map<String, List<String>> events = new TreeMap<>();
        catalogue.listEvents().forEach(event -> events.put(event.code() + " " + event.version(), event.documents()));
        events.forEach((id, documents) -> flow(Kind.MESSAGE_TYPE, id, documents));
        directory.listSystems().forEach(this::adapter);
        directory.listDocuments().forEach(this::document);
        changes.forEach(this::change);
        return new GovernanceReport(flows, additions(), remarks);
    }

    private void service(Service service) {
        flow(Kind.SERVICE, service.id(), service.documents());
    }

    private void adapter(HubSystem system) {
        flow(
                Kind.ADAPTER,
                system.id(),
                register.listConnectionRulesOf(system.id()).stream()
                        .flatMap(rule -> rule.documents().stream())
                        .distinct()
                        .toList());
    }

    private void flow(Kind kind, String id, List<String> documents) {
        List<Remark> own = new ArrayList<>();
        boolean sound = judge.judge(id, documents, own);
        flows.add(new FlowGround(kind, id, documents, own, sound));
    }

    private void document(GoverningDocument document) {
        directory.findDocument(document.under()).ifPresent(above -> {
            if (ORDER.indexOf(above.level()) >= ORDER.indexOf(document.level())) {
                remarks.add(Remark.of(RemarkCode.DOCUMENT_OUT_OF_ORDER, document.id(), above.id()));
            }
        });
        if (ADOPTED_BY_EACH.contains(document.level())) {
            Set<String> adopters =
                    document.trail().adoptedBy().stream().map(Adoption::who).collect(Collectors.toSet());
            requireAdopted(document, adopters, Adoption.REGION);
            if (!adopters.contains(Adoption.ALL_MUNICIPALITIES)) {
                directory.listParties().stream()
                        .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                        .map(Party::id)
                        .forEach(party -> requireAdopted(document, adopters, party));
            }
        }
    }

    private void requireAdopted(GoverningDocument document, Set<String> adopters, String who) {
        if (!adopters.contains(who)) {
            remarks.add(Remark.of(RemarkCode.NOT_ADOPTED, document.id(), who));
        }
    }

    private List<LocalAddition> additions() {
        List<LocalAddition> additions = new ArrayList<>();
        for (ConnectionRule rule : register.listConnectionRules()) {
            if (rule.isLocalAddition()) {
                additions.add(new LocalAddition(
                        rule.layer(), rule.name(), rule.why(), rule.addsTo(), register.listSystemsOf(rule.layer())));
            }
        }
        for (GoverningDocument document : directory.listDocuments()) {
            if (!document.trail().addsTo().isEmpty()) {
                additions.add(new LocalAddition(
                        document.id(), document.name(), "", document.trail().addsTo(), List.of()));
            }
        }
        additions.stream()
                .filter(addition -> addition.addsTo().isEmpty())
                .forEach(addition -> remarks.add(Remark.of(RemarkCode.ADDITION_WITHOUT_RULE, addition.id())));
        return additions;
    }

    private void change(ActivatedChange change) {
        List<String> uncovered = new ArrayList<>();
        for (String file : change.files()) {
            List<ChangeGround> grounds = register.listChanges().stream()
                    .filter(ground -> ground.covers(file, change.day()))
                    .toList();
            if (grounds.isEmpty()) {
                uncovered.add(file);
            }
            grounds.forEach(ground -> judge.judge(ground.id(), ground.documents(), remarks));
        }
        if (!uncovered.isEmpty()) {
            remarks.add(Remark.of(
                    RemarkCode.CHANGE_WITHOUT_GROUND,
                    change.hash(),
                    change.day().toString(),
                    String.join(", ", uncovered)));
        }
    }
}
