package se.knutpunkt.report.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import se.knutpunkt.ledger.DeskLedger;
import se.knutpunkt.ledger.OperatorAction;
import se.knutpunkt.ledger.ReportRow;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.compose.Heading;
import se.knutpunkt.report.compose.Material;
import se.knutpunkt.report.compose.SampleMaterial;
import se.knutpunkt.report.compose.Standing;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.finding.FindingRules;
import se.knutpunkt.report.paper.PdfUa;

/** A report from draft to final, in a real ledger. */
class ReportsIT {

    private static final Period QUARTER = Period.parse("2026Q3");
    private static final Period YEAR = Period.parse("2025");
    private static final ReportWriter WRITER = new ReportWriter(SampleMaterial.CATALOGUE, FindingRules.load());
    private static DeskLedger ledger;
    private static Reports reports;

    /** Frozen quarters of one kind; what is asked for decides the period. */
    private static final FigureBook BOOK = new FigureBook() {
        private final Material material = SampleMaterial.of("outage");

        @Override
        public FigureSet get(Period period) {
            return new FigureSet(
                    period,
                    1,
                    period.end(),
                    material.now().parameters(),
                    material.now().figures(),
                    material.now().deviations());
        }

        @Override
        public FigureSet freeze(Period period, String byWhom) {
            return get(period);
        }

        @Override
        public List<FigureSet> trend(Period period) {
            return material.before();
        }

        @Override
        public List<Material.Correction> corrections(Period period) {
            return List.of(new Material.Correction("Levererade", "Mark", "10", "12", "sen rättning"));
        }
    };

    @BeforeAll
    static void start() {
        ledger = new DeskLedger();
        reports = new Reports(ledger.reports(), BOOK, () -> SampleMaterial.DIRECTORY, period -> Standing.NONE, WRITER);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void draftIsWrittenApprovedAndThenStays() throws Exception {
        ReportRow draft = reports.open(QUARTER, "Anna Andersson", "anna", "dags för rapport");
        assertThat(reports.open(QUARTER, "Någon annan", "bo", "dags för rapport"))
                .isEqualTo(draft);
        reports.write(QUARTER, Heading.ECONOMY, "Prognosen håller.", "anna", "första utkast");
        assertThat(text(reports.files(ReportRequest.whole(QUARTER)), ".html"))
                .contains("Prognosen håller.")
                .contains("Utkast")
                .contains("sen rättning");

        ReportRow approved = reports.approve(QUARTER, "chef", "godkänd på mötet");
        assertThat(approved.isFinal()).isTrue();
        assertThat(approved.figuresHash()).isEqualTo(BOOK.get(QUARTER).hash());
        Map<String, byte[]> first = reports.files(ReportRequest.whole(QUARTER));
        assertThat(first).hasSize(4);
        assertThat(text(first, ".html")).contains("Godkänd av chef").contains(approved.figuresHash());
        assertThat(PdfUa.broken(first.get("rapport-2026Q3.pdf"))).isEmpty();
        assertThat(reports.files(ReportRequest.whole(QUARTER)).get("rapport-2026Q3.pdf"))
                .isEqualTo(first.get("rapport-2026Q3.pdf"));

        assertThatThrownBy(() -> reports.write(QUARTER, Heading.OTHER, "för sent", "anna", "glömde detta"))
                .isInstanceOf(HubException.class);
        assertThatThrownBy(() -> reports.approve(QUARTER, "chef", "en gång till"))
                .isInstanceOf(HubException.class);
        assertThatThrownBy(() -> ledger.sql()
                        .sql("UPDATE report_text SET body = 'x' WHERE period = '2026Q3'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is final");
        assertThatThrownBy(() -> ledger.sql().sql("DELETE FROM report_file").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> ledger.sql()
                        .sql(
                                "UPDATE report SET state = 'DRAFT', approved_by = NULL, approved_at = NULL, figures_hash = NULL")
                        .update())
                .isInstanceOf(DataAccessException.class);

        ReportRow next = reports.open(QUARTER, "Anna Andersson", "anna", "rättad rapport");
        assertThat(next.revision()).isEqualTo(2);
        assertThat(ledger.actions().list(null, "report 2026Q3/1", Long.MAX_VALUE, 10))
                .extracting(OperatorAction::action)
                .containsExactly("report-approved", "report-opened");
    }

    @Test
    void textWithAPersonalIdentityNumberIsRefused() {
        reports.open(YEAR, "Anna Andersson", "anna", "dags för rapport");
        // a made-up number of the documentation's kind, with a month that is none
        assertThatThrownBy(() -> reports.write(YEAR, Heading.OTHER, "Gäller 19129900-0000.", "anna", "utkast"))
                .isInstanceOf(HubException.class);
        assertThat(reports.texts(YEAR)).isEmpty();
    }

    @Test
    void reasonAndOwnerAreAskedFor() {
        assertThatThrownBy(() -> reports.open(YEAR, " ", "anna", "dags för rapport"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("owner");
        assertThatThrownBy(() -> reports.open(YEAR, "Anna", "anna", " ")).isInstanceOf(HubException.class);
    }

    @Test
    void pageOfAMunicipalityHoldsItsOwnFiguresOnly() {
        Map<String, byte[]> files = reports.files(new ReportRequest(QUARTER, "mark", ""));
        assertThat(files.keySet()).contains("rapport-2026Q3-mark.pdf", "rapport-2026Q3-mark.csv");
        assertThat(text(files, ".csv")).contains("municipality-mark").doesNotContain("municipality-boras");
    }

    private static String text(Map<String, byte[]> files, String ending) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
