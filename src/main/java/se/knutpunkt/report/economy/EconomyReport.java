package se.knutpunkt.report.economy;

import java.util.List;
import se.knutpunkt.report.Remark;

/**
 * The follow-up of a quarter.
 *
 * @param services in order of id
 * @param remarks what is missing or wrong, in order
 */
public record EconomyReport(List<ServiceEconomy> services, List<Remark> remarks) {

    public EconomyReport {
        services = List.copyOf(services);
        remarks = remarks.stream().distinct().sorted().toList();
    }
}
