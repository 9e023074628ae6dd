package se.knutpunkt.console;

import java.util.List;
import org.springframework.web.util.HtmlUtils;
import se.knutpunkt.operate.control.RouteText.Step;

/** Draws an outline as a column of boxes, deeper steps further in. The page has the same as text beside it. */
final class Diagram {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 34;
    private static final int GAP = 14;
    private static final int INDENT = 28;
    private static final int LONGEST = 58;

    private Diagram() {}

    static String draw(List<Step> steps) {
        int height = steps.size() * (HEIGHT + GAP) + GAP;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + (WIDTH + 20)
                + " " + height + "\" width=\"" + (WIDTH + 20) + "\" height=\"" + height
                + "\" font-family=\"system-ui, sans-serif\" font-size=\"14\">");
        for (int i = 0; i < steps.size(); i++) {
            box(svg, steps.get(i), GAP + i * (HEIGHT + GAP));
            if (i > 0) {
                arrow(svg, steps.get(i - 1), steps.get(i), GAP + i * (HEIGHT + GAP));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static void box(StringBuilder svg, Step step, int top) {
        int left = 10 + step.depth() * INDENT;
        boolean end = step.kind().equals("from") || step.kind().equals("to");
        String label = step.kind() + (step.label().isEmpty() ? "" : "  " + step.label());
        svg.append("<rect x=\"").append(left).append("\" y=\"").append(top).append("\" width=\"");
        svg.append(WIDTH - step.depth() * INDENT)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\" rx=\"5\" fill=\"");
        svg.append(end ? "#e3eef3" : "#ffffff").append("\" stroke=\"#0b4f6c\"/>");
        svg.append("<text x=\"")
                .append(left + 10)
                .append("\" y=\"")
                .append(top + 22)
                .append("\" fill=\"#1a2329\">");
        svg.append(HtmlUtils.htmlEscape(label.length() > LONGEST ? label.substring(0, LONGEST) + "…" : label, "UTF-8"));
        svg.append("</text>");
    }

    private static void arrow(StringBuilder svg, Step before, Step step, int top) {
        int x = 24 + Math.max(before.depth(), step.depth()) * INDENT;
        svg.append("<path d=\"M")
                .append(x)
                .append(' ')
                .append(top - GAP)
                .append("v")
                .append(GAP - 1);
        svg.append("m-4 -5l4 5l4 -5\" fill=\"none\" stroke=\"#0b4f6c\" stroke-width=\"1.5\"/>");
    }
}
