package se.knutpunkt.report.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.CatalogueReader;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.economy.Quarter;
import se.knutpunkt.directory.governance.Body;
import se.knutpunkt.directory.governance.Meeting;
import se.knutpunkt.directory.governance.RightToDecide;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;
import se.knutpunkt.report.RemarkTexts;
import se.knutpunkt.report.governance.FlowGround.Kind;
import se.knutpunkt.report.service.ServiceFollowUp;

/** What the project's own registers say, and what each weakness of them looks like. */
class GovernanceFollowUpTest {

    private static final Quarter QUARTER = new Quarter(2026, 3);
    private static final String GUIDELINE = "adapters/governance/guideline-sip.yaml";
    private static final String BODY = "adapters/governance/bodies/vvg.yaml";

    private final Map<String, byte[]> files = files();

    @Test
    void theBodiesOfTheCountyAreThereEachWithItsRightToDecide() {
        List<Body> bodies = read().registers().governance().listBodies();

        assertThat(bodies)
                .extracting(Body::shortName)
                .contains(
                        "SITIV",
                        "VVG",
                        "VästKom",
                        "SRO",
                        "GITS",
                        "Gemensam beredning",
                        "Referensgrupp SHVO",
                        "Ledningsrådet för hjälpmedel",
                        "SAMLA",
                        "SIMBA",
                        "Skaraborg",
                        "Fyrbodal",
                        "Göteborgsområdet",
                        "Södra Älvsborg");
        assertThat(bodies.stream().filter(body -> body.id().startsWith("federation-")))
                .hasSize(4);
        assertThat(bodies).extracting(Body::right).contains(RightToDecide.values());
    }

    @Test
    void theMeetingsOf2026EachTakeTheReportOfAQuarter() {
        Body sitiv = read().registers().governance().findBody("sitiv").orElseThrow();

        assertThat(sitiv.meetings())
                .extracting(Meeting::day)
                .containsExactly(
                        LocalDate.of(2026, 3, 3),
                        LocalDate.of(2026, 5, 12),
                        LocalDate.of(2026, 9, 15),
                        LocalDate.of(2026, 11, 24));
        assertThat(sitiv.findMeetingFor("2026Q3"))
                .hasValueSatisfying(meeting -> assertThat(meeting.day()).isEqualTo(LocalDate.of(2026, 11, 24)));
    }

    @Test
    void everyServiceMessageTypeAndAdapterNamesItsDocumentExceptThoseThatAreListed() {
        GovernanceReport report = report();

        assertThat(report.flows()).extracting(FlowGround::kind).contains(Kind.values());
        assertThat(report.flows())
                .filteredOn(flow -> flow.documents().isEmpty())
                .isEmpty();
        assertThat(report.listUnsound())
                .extracting(FlowGround::id)
                .contains("acknowledgement 1", "samsa", "municipality-ale")
                .doesNotContain("sip-invitation 1");
    }

    @Test
    void whatRestsOnABodyWithoutTheRightToDecideIsListed() {
        change(BODY, "kind: \"decides-by-delegation\"", "kind: \"prepares\"");

        assertThat(flow("sip-invitation 1").sound()).isFalse();
        assertThat(flow("sip-invitation 1").remarks())
                .contains(Remark.of(
                        RemarkCode.BODY_MAY_NOT_DECIDE, "sip-invitation 1", "guideline-sip", "VVG", "prepares"));
    }

    @Test
    void aDocumentThatEndsInMidQuarterIsSaidToAndCarriesNothing() {
        change(GUIDELINE, "validFrom: \"2018-09-25\"", "validFrom: \"2018-09-25\"\nvalidUntil: \"2026-08-15\"");

        assertThat(flow("sip-invitation 1").sound()).isFalse();
        assertThat(codes("sip-invitation 1")).contains(RemarkCode.DOCUMENT_EXPIRES);
    }

    @Test
    void aDocumentThatEndsOnTheLastDayHoldsTheWholeQuarter() {
        change(GUIDELINE, "validFrom: \"2018-09-25\"", "validFrom: \"2018-09-25\"\nvalidUntil: \"2026-09-30\"");

        assertThat(flow("sip-invitation 1").sound()).isTrue();
    }

    @Test
    void aDocumentThatHasEndedAndOneThatHasNotBegunAreTold() {
        change(GUIDELINE, "validFrom: \"2018-09-25\"", "validFrom: \"2018-09-25\"\nvalidUntil: \"2026-06-30\"");
        change("adapters/governance/guideline-outpatient-process.yaml", "\"2020-01-01\"", "\"2026-09-01\"");

        assertThat(codes("sip-invitation 1")).contains(RemarkCode.DOCUMENT_EXPIRED);
        assertThat(codes("outpatient-case 1")).contains(RemarkCode.DOCUMENT_NOT_YET_VALID);
        assertThat(flow("outpatient-case 1").sound()).isFalse();
    }

    @Test
    void aDocumentThatIsReplacedIsToldWithWhatReplacedIt() {
        change(
                "adapters/governance/guideline-discharge.yaml",
                "validFrom:",
                "replaces: [\"guideline-sip\"]\nvalidFrom:");

        assertThat(flow("sip-invitation 1").remarks())
                .contains(Remark.of(
                        RemarkCode.DOCUMENT_REPLACED, "sip-invitation 1", "guideline-sip", "guideline-discharge"));
        assertThat(flow("sip-invitation 1").sound()).isFalse();
    }

    @Test
    void aDocumentUnderALowerOneIsOutOfOrder() {
        change(GUIDELINE, "under: \"agreement-2017-612\"", "under: \"routine-reserve\"");

        assertThat(report().documentRemarks())
                .contains(Remark.of(RemarkCode.DOCUMENT_OUT_OF_ORDER, "guideline-sip", "routine-reserve"));
    }

    @Test
    void anAgreementThatAMunicipalityHasNotAdoptedIsTold() {
        change(
                "adapters/governance/agreement-2017-612.yaml",
                "who: \"all-municipalities\"",
                "who: \"municipality-ale\"");

        List<Remark> missing = report().documentRemarks().stream()
                .filter(remark -> remark.code() == RemarkCode.NOT_ADOPTED)
                .toList();

        assertThat(missing).hasSize(48).noneMatch(remark -> remark.values().contains("municipality-ale"));
    }

    @Test
    void localAdditionsStandAgainstTheCountyRuleWithTheirUse() {
        change("adapters/systems/layers/local-boras.yaml", "addsTo: \"routine-message-exchange\"\n", "");

        GovernanceReport report = report();

        LocalAddition goteborg = addition(report, "local-goteborg");
        assertThat(goteborg.addsTo()).isEqualTo("routine-message-exchange");
        assertThat(goteborg.systems()).containsExactly("municipality-goteborg");
        assertThat(goteborg.use(Map.of("municipality-goteborg", 41L, "municipality-ale", 7L)))
                .isEqualTo(41);
        assertThat(report.documentRemarks()).contains(Remark.of(RemarkCode.ADDITION_WITHOUT_RULE, "local-boras"));
    }

    @Test
    void aChangeThatNothingCoversIsToldWithItsFiles() {
        put("adapters/governance/changes/new-municipality.yaml", """
                # yaml-language-server: $schema=../../change.schema.json
                id: "new-municipality"
                from: "2026-08-01"
                until: "2026-08-31"
                what: "En kommun ansluts"
                files: ["adapters/parties/"]
                documents: ["guideline-sip"]
                """);
        ActivatedChange change = new ActivatedChange(
                "abc", LocalDate.of(2026, 8, 31), Set.of("adapters/parties/municipality-ale.yaml", "routes/x.yaml"));
        ActivatedChange late =
                new ActivatedChange("def", LocalDate.of(2026, 9, 1), Set.of("adapters/parties/municipality-ale.yaml"));

        GovernanceReport report = GovernanceFollowUp.of(read(), catalogue(), QUARTER, List.of(change, late));

        assertThat(report.documentRemarks())
                .contains(Remark.of(RemarkCode.CHANGE_WITHOUT_GROUND, "abc", "2026-08-31", "routes/x.yaml"))
                .contains(Remark.of(
                        RemarkCode.CHANGE_WITHOUT_GROUND,
                        "def",
                        "2026-09-01",
                        "adapters/parties/municipality-ale.yaml"));
    }

    @Test
    void servicesWithoutOwnerAndContactsThatNobodyConfirmedAreTold() {
        List<Remark> remarks = ServiceFollowUp.of(read(), LocalDate.of(2026, 10, 5));

        assertThat(remarks)
                .contains(Remark.of(RemarkCode.NO_OWNER, "bibblix"))
                .contains(Remark.of(RemarkCode.CONTACT_NOT_CONFIRMED, "coordinated-plan", "management"))
                .noneMatch(remark -> remark.about().equals("millennium"));
    }

    @Test
    void everyRemarkHasItsTextsInBothLanguages() {
        for (Locale locale : List.of(Locale.forLanguageTag("sv"), Locale.ENGLISH)) {
            RemarkTexts texts = new RemarkTexts(locale);
            for (RemarkCode code : RemarkCode.values()) {
                Remark remark = new Remark(code, "zero", List.of("file:1"), List.of("one", "two", "three"));
                assertThat(texts.what(remark)).contains("zero", "(file:1)").doesNotContain("{");
                assertThat(texts.mend(remark)).isNotBlank().doesNotContain("{");
            }
        }
    }

    private FlowGround flow(String id) {
        return report().flows().stream()
                .filter(flow -> flow.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<RemarkCode> codes(String id) {
        return flow(id).remarks().stream().map(Remark::code).toList();
    }

    private static LocalAddition addition(GovernanceReport report, String id) {
        return report.additions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private GovernanceReport report() {
        return GovernanceFollowUp.of(read(), catalogue(), QUARTER, List.of());
    }

    private Directory read() {
        List<Defect> defects = new ArrayList<>();
        Directory directory = DirectoryReader.read(new Candidate(files), name -> null, defects)
                .orElse(null);
        assertThat(defects).isEmpty();
        return directory;
    }

    private Catalogue catalogue() {
        return new CatalogueReader(EpisodeRules.words()).read(new Candidate(files), new ArrayList<>());
    }

    private void change(String file, String from, String to) {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        put(file, text.replace(from, to));
    }

    private void put(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, byte[]> files() {
        Candidate project = Candidate.read(Path.of("."), new ArrayList<>());
        Map<String, byte[]> files = new HashMap<>();
        project.names().forEach(name -> files.put(name, project.find(name).orElseThrow()));
        return files;
    }
}
