package se.knutpunkt.report.figures;

import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.AgreementParameter;
import se.knutpunkt.directory.Directory;

/** What figures go by beside the ledger, as the governing documents say; what none says is as the first version had it. */
public final class ReportParameters {

    private static final String LAW = "law-2017-612";
    private static final String ROUTINE = "routine-quarterly-report";

    private final Map<String, String> values = new TreeMap<>();

    private ReportParameters(Directory directory) {
        put(directory, LAW, "admissionNoticeHours", "24");
        put(directory, LAW, "sipInvitationDays", "3");
        put(directory, LAW, "dischargeInformationDays", "0");
        put(directory, ROUTINE, "smallCell", "5");
        put(directory, ROUTINE, "lateDeliveryMinutes", "10");
        put(directory, ROUTINE, "availabilityIncident", "CRITICAL");
        put(directory, ROUTINE, "certificateDays", "30");
        put(directory, ROUTINE, "freezeAfterHours", "6");
        put(directory, ROUTINE, "nis2EarlyWarningHours", "24");
        put(directory, ROUTINE, "nis2NotificationHours", "72");
        put(directory, ROUTINE, "nis2FinalReportMonths", "1");
        put(directory, ROUTINE, "gdprNotificationHours", "72");
    }

    public static ReportParameters of(Directory directory) {
        return new ReportParameters(directory);
    }

    private void put(Directory directory, String document, String name, String otherwise) {
        values.put(
                name,
                directory
                        .findDocument(document)
                        .map(found -> found.parameters().get(name))
                        .map(AgreementParameter::value)
                        .orElse(otherwise));
    }

    public String text(String name) {
        return values.get(name);
    }

    public int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    /** All of them, as a set of figures keeps them. */
    public Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
