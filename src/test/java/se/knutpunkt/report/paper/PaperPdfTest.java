package se.knutpunkt.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperPdfTest {

    private static final byte[] PDF = new PaperPdf(new PaperHtml()).write(SamplePaper.paper());

    @Test
    void followsPdfUa() throws Exception {
        assertThat(PdfUa.broken(PDF)).isEmpty();
    }

    @Test
    void hasSwedishTitleBookmarksAndEmbeddedFonts() throws Exception {
        try (PDDocument document = Loader.loadPDF(PDF)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("sv");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Kvartalsrapport 2026 kvartal 3");
            assertThat(document.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle())
                    .isEqualTo("Det viktigaste");
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded())
                            .as(page.getResources().getFont(name).getName())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void repeatsTheHeadsOfATableOnEachPage() throws Exception {
        try (PDDocument document = Loader.loadPDF(PDF)) {
            assertThat(document.getNumberOfPages()).isGreaterThanOrEqualTo(3);
            PDFTextStripper text = new PDFTextStripper();
            text.setStartPage(2);
            text.setEndPage(3);
            assertThat(text.getText(document).split("Åtgärd", -1)).hasSize(3);
        }
    }

    /** For the eye: the pages as pictures, where -Dreport.pictures names a folder. */
    @Test
    void pagesCanBeDrawn() throws Exception {
        try (PDDocument document = Loader.loadPDF(PDF)) {
            PDFRenderer renderer = new PDFRenderer(document);
            String folder = System.getProperty("report.pictures", "");
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage picture = renderer.renderImageWithDPI(page, 80);
                assertThat(picture.getHeight()).isGreaterThan(picture.getWidth());
                if (!folder.isEmpty()) {
                    Files.createDirectories(Path.of(folder));
                    ImageIO.write(
                            picture,
                            "png",
                            Path.of(folder, "page-" + (page + 1) + ".png").toFile());
                }
            }
        }
    }
}
