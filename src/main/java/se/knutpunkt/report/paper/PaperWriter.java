package se.knutpunkt.report.paper;

/** Writes a report in the two forms that people read. May be used by several threads. */
public final class PaperWriter {

    private final PaperHtml html = new PaperHtml();
    private final PaperPdf pdf = new PaperPdf(html);

    /** One HTML file that needs no other. */
    public String html(Paper paper) {
        return html.write(paper);
    }

    /** PDF/UA of the same. */
    public byte[] pdf(Paper paper) {
        return pdf.write(paper);
    }
}
