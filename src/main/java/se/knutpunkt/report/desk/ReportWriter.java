package se.knutpunkt.report.desk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import se.knutpunkt.report.compose.Material;
import se.knutpunkt.report.compose.QuarterReport;
import se.knutpunkt.report.compose.TakeHome;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.finding.FindingRules;
import se.knutpunkt.report.paper.Paper;
import se.knutpunkt.report.paper.PaperWriter;

/** Writes a report's four files of one and the same material. */
public final class ReportWriter {

    private final FigureCatalogue catalogue;
    private final QuarterReport quarter;
    private final TakeHome takeHome;
    private final PaperWriter papers = new PaperWriter();

    public ReportWriter(FigureCatalogue catalogue, FindingRules rules) {
        this.catalogue = catalogue;
        this.quarter = new QuarterReport(catalogue, rules);
        this.takeHome = new TakeHome(catalogue, quarter);
    }

    /** By name: HTML, PDF, CSV, JSON. */
    Map<String, byte[]> write(ReportRequest request, Material material) {
        Paper paper = paper(request, material);
        FigureSet figures = request.municipality().isEmpty()
                ? material.now()
                : material.now().ofParty(TakeHome.idOf(request.municipality()));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(request.stem() + ".html", papers.html(paper).getBytes(StandardCharsets.UTF_8));
        files.put(request.stem() + ".pdf", papers.pdf(paper));
        files.put(request.stem() + ".csv", FigureFiles.csv(figures, catalogue));
        files.put(request.stem() + ".json", FigureFiles.json(figures));
        return files;
    }

    String html(ReportRequest request, Material material) {
        return papers.html(paper(request, material));
    }

    private Paper paper(ReportRequest request, Material material) {
        if (!request.municipality().isEmpty()) {
            return takeHome.municipality(material, request.municipality());
        }
        return request.group().isEmpty() ? quarter.compose(material) : takeHome.group(material, request.group());
    }
}
