package se.knutpunkt.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.desk.ReportRequest;
import se.knutpunkt.report.desk.Reports;
import se.knutpunkt.report.figures.Period;

/** Hands out one file of a report. */
final class ReportFiles {

    private static final Map<String, MediaType> TYPES = Map.of(
            "html",
            new MediaType("text", "html", StandardCharsets.UTF_8),
            "pdf",
            MediaType.APPLICATION_PDF,
            "csv",
            new MediaType("text", "csv", StandardCharsets.UTF_8),
            "json",
            MediaType.APPLICATION_JSON);

    private ReportFiles() {}

    static ResponseEntity<byte[]> answer(
            Reports reports, String period, String form, String municipality, String group) {
        MediaType type = TYPES.get(form);
        if (type == null) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "form", "html, pdf, csv, json");
        }
        if (!municipality.isEmpty() && !group.isEmpty()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "group", "a municipality or a group, not both");
        }
        ReportRequest request = new ReportRequest(Period.parse(period), municipality.strip(), group.strip());
        Map.Entry<String, byte[]> file = reports.files(request).entrySet().stream()
                .filter(one -> one.getKey().endsWith("." + form))
                .findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "report " + period, ""));
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.getKey(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.getValue());
    }
}
