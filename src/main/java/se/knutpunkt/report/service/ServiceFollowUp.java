package se.knutpunkt.report.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Service;
import se.knutpunkt.directory.service.Development;
import se.knutpunkt.directory.service.Lifecycle;
import se.knutpunkt.directory.service.ServiceContact;
import se.knutpunkt.directory.service.ServiceProfile;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;

/** What is missing, late or unconfirmed of the services that are in use. */
public final class ServiceFollowUp {

    private static final int MONTHS = 12;
    private static final Set<String> ENDED = Set.of("done", "stopped");

    private ServiceFollowUp() {}

    /** In order. @param today the day the report is made, by the calendar of Europe/Stockholm */
    public static List<Remark> of(Directory directory, LocalDate today) {
        List<Remark> remarks = new ArrayList<>();
        for (Service service : directory.listServices()) {
            if (service.profile().lifecycle() == Lifecycle.CURRENT) {
                follow(service.id(), service.profile(), today, remarks);
            }
        }
        return remarks.stream().sorted().toList();
    }

    private static void follow(String id, ServiceProfile profile, LocalDate today, List<Remark> remarks) {
        if (profile.owner().isEmpty()) {
            remarks.add(Remark.of(RemarkCode.NO_OWNER, id));
        }
        if (!profile.stated().containsKey("managementPlan")) {
            remarks.add(Remark.of(RemarkCode.NO_MANAGEMENT_PLAN, id));
        }
        for (ServiceContact contact : profile.contacts()) {
            if (contact.lastConfirmed()
                    .filter(day -> day.isAfter(today.minusMonths(MONTHS)))
                    .isEmpty()) {
                remarks.add(Remark.of(RemarkCode.CONTACT_NOT_CONFIRMED, id, contact.function()));
            }
        }
        for (Development development : profile.developments()) {
            if (!ENDED.contains(development.state())) {
                development
                        .due()
                        .filter(due -> due.isBefore(today))
                        .ifPresent(due -> remarks.add(
                                Remark.of(RemarkCode.DEVELOPMENT_OVERDUE, id, development.id(), due.toString())));
            }
        }
    }
}
