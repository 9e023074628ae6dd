package se.knutpunkt.report.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.report.finding.FindingRules;
import se.knutpunkt.report.paper.Paper;
import se.knutpunkt.report.paper.PaperWriter;
import se.knutpunkt.report.paper.PdfUa;

/** What stands in the report for quarters of known kinds; the first pages are golden cases in test-data/report. */
class QuarterReportTest {

    private static final Path GOLDEN = Path.of("test-data/report");
    private static final FindingRules RULES = FindingRules.load();
    private static final QuarterReport REPORT = new QuarterReport(SampleMaterial.CATALOGUE, RULES);
    private static final PaperWriter WRITER = new PaperWriter();

    @ParameterizedTest
    @ValueSource(strings = {"calm", "outage", "late-municipality", "missing-data"})
    void firstPageSaysWhatStandsOut(String kind) throws Exception {
        String text =
                PaperText.of(REPORT.compose(SampleMaterial.of(kind)).parts().get(0));
        Path golden = GOLDEN.resolve(kind + "-first-page.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void firstPagesDiffer() {
        Set<String> pages = new HashSet<>();
        for (String kind : List.of("calm", "outage", "late-municipality", "missing-data")) {
            pages.add(
                    PaperText.of(REPORT.compose(SampleMaterial.of(kind)).parts().get(0)));
        }
        assertThat(pages).hasSize(4);
    }

    @Test
    void calmQuarterSaysThatNothingStandsOut() {
        assertThat(REPORT.findings(SampleMaterial.of("calm"))).isEmpty();
        assertThat(PaperText.of(
                        REPORT.compose(SampleMaterial.of("calm")).parts().get(0)))
                .contains("Inget sticker ut");
    }

    @Test
    void theFiveHeadingsOfTheAgreementStandInOrder() {
        assertThat(REPORT.compose(SampleMaterial.of("calm")).parts().stream()
                        .map(part -> part.heading())
                        .filter(heading -> Character.isDigit(heading.charAt(0))))
                .containsExactly(
                        "1. Uppföljning av ekonomi",
                        "2. Lägesredovisning per samverkanstjänst",
                        "3. Utvecklingsaktiviteter",
                        "4. Avvikelser",
                        "5. Övrigt som styrgruppen fastställer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calm", "outage", "missing-data"})
    void pdfFollowsPdfUaAndItsFirstPageIsOnePage(String kind) throws Exception {
        byte[] pdf = WRITER.pdf(REPORT.compose(SampleMaterial.of(kind)));
        assertThat(PdfUa.broken(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            draw(document, kind);
            PDFTextStripper text = new PDFTextStripper();
            text.setEndPage(1);
            assertThat(text.getText(document)).contains("ställning till").doesNotContain("1. Uppföljning av ekonomi");
            text.setStartPage(2);
            text.setEndPage(2);
            assertThat(text.getText(document)).contains("1. Uppföljning av ekonomi");
        }
    }

    @Test
    void theHashOfTheFiguresIsPrinted() {
        Material material = SampleMaterial.of("calm");
        Paper paper = REPORT.compose(material);
        assertThat(WRITER.html(paper)).contains(material.now().hash());
        assertThat(paper.mark()).isEqualTo("Utkast");
    }

    @Test
    void appendixHoldsAllMunicipalities() {
        String appendix = REPORT.compose(SampleMaterial.of("calm")).parts().stream()
                .filter(part -> part.id().equals("kommuner"))
                .map(PaperText::of)
                .findFirst()
                .orElseThrow();
        assertThat(appendix.lines().filter(line -> line.startsWith("| ")).count())
                .isEqualTo(50);
        assertThat(appendix.indexOf("| Öckerö")).isGreaterThan(appendix.indexOf("| Åmål"));
    }

    @Test
    void textsOfTheOwnerStandUnderTheirHeadingsAndCannotBecomeMarkup() {
        Material sample = SampleMaterial.of("calm");
        Material written = new Material(
                sample.now(),
                sample.before(),
                sample.directory(),
                sample.standing(),
                Map.of(Heading.ECONOMY, "Prognosen <b>håller</b> & är säker."),
                List.of(),
                "",
                "");
        String html = WRITER.html(REPORT.compose(written));
        assertThat(html).contains("Prognosen &lt;b&gt;håller&lt;/b&gt; &amp; är säker.");
        assertThat(html).contains("Rapporten har ingen namngiven ägare.");
    }

    @Test
    void takeHomePagesAreOnePageEach() throws Exception {
        Material material = SampleMaterial.of("late-municipality");
        TakeHome takeHome = new TakeHome(SampleMaterial.CATALOGUE, REPORT);
        assertThat(PaperText.of(takeHome.municipality(material, "mark").parts().get(0)))
                .contains("14,20");
        assertThat(TakeHome.subregions(material)).hasSize(6);
        for (Paper page : List.of(
                takeHome.municipality(material, "municipality-mark"),
                takeHome.group(material, TakeHome.VVG),
                takeHome.group(material, TakeHome.subregions(material).get(0)))) {
            byte[] pdf = WRITER.pdf(page);
            assertThat(PdfUa.broken(pdf)).as(page.title()).isEmpty();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                draw(document, page.title().replaceAll("[^a-z]", ""));
                assertThat(document.getNumberOfPages()).as(page.title()).isEqualTo(1);
            }
        }
    }

    /** Every figure that a rule or a page names is in the catalogue. */
    @Test
    void rulesNameFiguresOfTheCatalogue() {
        assertThat(RULES.figures())
                .allSatisfy(id ->
                        assertThat(SampleMaterial.CATALOGUE.find(id)).as(id).isPresent());
    }

    /** For the eye: pages as pictures, where -Dreport.pictures names a folder. */
    private static void draw(PDDocument document, String name) throws Exception {
        String folder = System.getProperty("report.pictures", "");
        for (int page = 0; page < document.getNumberOfPages() && !folder.isEmpty(); page++) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page, 80);
            ImageIO.write(picture, "png", new File(folder, name + "-" + (page + 1) + ".png"));
        }
    }
}
