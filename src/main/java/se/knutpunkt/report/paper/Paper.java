package se.knutpunkt.report.paper;

import java.util.List;

/**
 * A whole report as it is read: a first page and its parts.
 *
 * @param title such as "Kvartalsrapport 2026 kvartal 3"
 * @param subtitle for whom and for which meeting
 * @param description one sentence that says what it is, for those who list documents
 * @param mark "Utkast" on every page until it is approved; empty for a final one
 * @param author the body that answers for it
 * @param parts in order; the first is the first page
 * @param imprint lines that prove what it was made from, printed last and at the foot of the first page
 */
public record Paper(
        String title,
        String subtitle,
        String description,
        String mark,
        String author,
        List<Part> parts,
        List<String> imprint) {

    public Paper {
        parts = List.copyOf(parts);
        imprint = List.copyOf(imprint);
    }
}
