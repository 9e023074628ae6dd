package se.knutpunkt.report.economy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Service;
import se.knutpunkt.directory.economy.Booking;
import se.knutpunkt.directory.economy.BudgetRow;
import se.knutpunkt.directory.economy.Economy;
import se.knutpunkt.directory.economy.Quarter;
import se.knutpunkt.directory.service.Lifecycle;
import se.knutpunkt.directory.service.YearBudget;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;

/**
 * Budget and outcome per service and quarter. A year's budget that is not planned by quarter is laid out evenly. Services that are
 * current are followed up, and others that have a budget or bookings in the year.
 */
public final class EconomyFollowUp {

    private final Directory directory;
    private final Economy economy;
    private final Quarter quarter;
    private final List<Remark> remarks = new ArrayList<>();

    private EconomyFollowUp(Directory directory, Quarter quarter) {
        this.directory = directory;
        this.economy = directory.registers().economy();
        this.quarter = quarter;
    }

    /** @param today the day the report is made, by the calendar of Europe/Stockholm */
    public static EconomyReport of(Directory directory, Quarter quarter, LocalDate today) {
        return new EconomyFollowUp(directory, quarter).report(today);
    }

    private EconomyReport report(LocalDate today) {
        if (!today.isAfter(quarter.lastDay())) {
            remarks.add(Remark.of(
                    RemarkCode.QUARTER_NOT_ENDED,
                    quarter.toString(),
                    quarter.lastDay().toString()));
        }
        List<ServiceEconomy> services = new ArrayList<>();
        for (Service service : directory.listServices()) {
            if (isFollowedUp(service)) {
                services.add(follow(service));
            }
        }
        findDoubleBookings();
        return new EconomyReport(services, remarks);
    }

    private boolean isFollowedUp(Service service) {
        return service.profile().lifecycle() == Lifecycle.CURRENT
                || service.profile().findBudget(quarter.year()).isPresent()
                || economy.budgets().stream().anyMatch(row -> isOfYear(row.serviceId(), row.quarter(), service))
                || economy.bookings().stream().anyMatch(row -> isOfYear(row.serviceId(), row.quarter(), service));
    }

    private boolean isOfYear(String serviceId, Quarter when, Service service) {
        return serviceId.equals(service.id()) && when.year() == quarter.year();
    }

    private ServiceEconomy follow(Service service) {
        SortedMap<Quarter, Long> budgets = budgets(service);
        SortedMap<Quarter, Long> outcomes = sums(
                economy.bookings().stream()
                        .filter(row -> isOfYear(row.serviceId(), row.quarter(), service))
                        .toList(),
                Booking::quarter,
                Booking::ore);
        ServiceEconomy followed = new ServiceEconomy(
                service.id(),
                quarter,
                find(budgets, quarter),
                find(outcomes, quarter),
                sum(budgets, Quarter.listOf(quarter.year())),
                sum(budgets, soFar()),
                sum(outcomes, soFar()));
        if (followed.budget().isEmpty()) {
            remarks.add(Remark.of(RemarkCode.NO_BUDGET, service.id(), quarter.toString()));
        }
        for (Quarter one : soFar()) {
            if (!outcomes.containsKey(one)) {
                remarks.add(Remark.of(RemarkCode.NO_OUTCOME, service.id(), one.toString()));
            }
        }
        return followed;
    }

    private SortedMap<Quarter, Long> budgets(Service service) {
        SortedMap<Quarter, Long> planned = sums(
                economy.budgets().stream()
                        .filter(row -> isOfYear(row.serviceId(), row.quarter(), service))
                        .toList(),
                BudgetRow::quarter,
                BudgetRow::ore);
        List<Quarter> year = Quarter.listOf(quarter.year());
        OptionalLong decided = service.profile()
                .findBudget(quarter.year())
                .map(YearBudget::ore)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        if (decided.isPresent() && planned.isEmpty()) {
            SortedMap<Quarter, Long> even = new TreeMap<>();
            year.forEach(one -> even.put(one, 1L));
            return LargestRemainder.split(decided.getAsLong(), even);
        }
        OptionalLong sum = sum(planned, year);
        if (decided.isPresent() && sum.isPresent() && sum.getAsLong() != decided.getAsLong()) {
            remarks.add(Remark.of(
                    RemarkCode.BUDGETS_DIFFER,
                    service.id(),
                    Integer.toString(quarter.year()),
                    Kronor.text(decided.getAsLong()),
                    Kronor.text(sum.getAsLong())));
        }
        return planned;
    }

    /** The year's quarters up to and with this. */
    private List<Quarter> soFar() {
        return Quarter.listOf(quarter.year()).subList(0, quarter.number());
    }

    private void findDoubleBookings() {
        Map<List<Object>, List<Booking>> same = new LinkedHashMap<>();
        for (Booking row : economy.bookings()) {
            if (row.day().getYear() == quarter.year()) {
                same.computeIfAbsent(
                                List.of(row.serviceId(), row.day(), row.voucher(), row.account(), row.ore()),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        same.values().stream().filter(rows -> rows.size() > 1).forEach(rows -> {
            Booking first = rows.get(0);
            remarks.add(new Remark(
                    RemarkCode.DOUBLE_BOOKING,
                    first.serviceId(),
                    rows.stream().map(row -> row.place().toString()).toList(),
                    List.of(first.voucher(), Kronor.text(first.ore()))));
        });
    }

    private static <T> SortedMap<Quarter, Long> sums(
            List<T> rows, java.util.function.Function<T, Quarter> when, ToLongFunction<T> ore) {
        SortedMap<Quarter, Long> sums = new TreeMap<>();
        rows.forEach(row -> sums.merge(when.apply(row), ore.applyAsLong(row), Math::addExact));
        return sums;
    }

    /** Empty when one of the quarters has none: a sum of some would look like the sum of all. */
    private static OptionalLong sum(SortedMap<Quarter, Long> values, List<Quarter> quarters) {
        return values.keySet().containsAll(quarters)
                ? OptionalLong.of(quarters.stream().mapToLong(values::get).sum())
                : OptionalLong.empty();
    }

    private static OptionalLong find(SortedMap<Quarter, Long> values, Quarter quarter) {
        return values.containsKey(quarter) ? OptionalLong.of(values.get(quarter)) : OptionalLong.empty();
    }
}
