package se.knutpunkt.report.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Writes a report as PDF/UA: tagged, in Swedish, with its letters inside, so that a screen reader reads it as the page shows it. */
final class PaperPdf {

    private static final String FONT = "Liberation Sans";
    private static final Set<FSFontUseCase> FOR_ALL = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final PaperHtml html;
    private final Hyphens hyphens = new Hyphens();

    PaperPdf(PaperHtml html) {
        this.html = html;
    }

    byte[] write(Paper paper) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatikSVGDrawer charts = new BatikSVGDrawer()) {
            PdfRendererBuilder pdf =
                    new PdfRendererBuilder().usePdfUaAccessibility(true).withProducer("Knutpunkt");
            pdf.useFont(() -> font("Regular"), FONT, NORMAL, FontStyle.NORMAL, true, FOR_ALL);
            pdf.useFont(() -> font("Bold"), FONT, BOLD, FontStyle.NORMAL, true, FOR_ALL);
            pdf.useFont(() -> font("Italic"), FONT, NORMAL, FontStyle.ITALIC, true, FOR_ALL);
            pdf.useHyphenation(hyphens);
            pdf.useSVGDrawer(charts);
            // All that it shows stands in the page: nothing is fetched from anywhere.
            pdf.useUriResolver((base, uri) -> null);
            pdf.withHtmlContent(html.writeForPdf(paper), null);
            pdf.toStream(out);
            pdf.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "report", "cannot be written as PDF", e);
        }
    }

    private static InputStream font(String style) {
        return PaperPdf.class.getResourceAsStream("/liberation/LiberationSans-" + style + ".ttf");
    }
}
