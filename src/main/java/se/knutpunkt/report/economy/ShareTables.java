package se.knutpunkt.report.economy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Service;
import se.knutpunkt.directory.economy.PopulationTable;
import se.knutpunkt.directory.service.Financing;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkCode;

/** Splits what services cost by the key of each. A service whose key lacks its ground is left out and remarked on, never split by another. */
public final class ShareTables {

    private final Directory directory;
    private final Map<String, Map<String, Long>> usage;
    private final List<Remark> remarks = new ArrayList<>();

    private ShareTables(Directory directory, Map<String, Map<String, Long>> usage) {
        this.directory = directory;
        this.usage = usage;
    }

    /**
     * @param costs öre by id of the service: outcome or budget, of a quarter or a year
     * @param year the year they belong to, which says the table of inhabitants
     * @param usage messages by id of the service and municipality code, for services that are split by usage
     */
    public static ShareTable of(
            Directory directory, Map<String, Long> costs, int year, Map<String, Map<String, Long>> usage) {
        return new ShareTables(directory, usage).table(costs, year);
    }

    private ShareTable table(Map<String, Long> costs, int year) {
        SortedMap<String, CostShares> shares = new TreeMap<>();
        new TreeMap<>(costs)
                .forEach((id, ore) -> directory
                        .findService(id)
                        .ifPresent(service -> financing(service)
                                .flatMap(financing -> weights(service, financing, year)
                                        .map(weights -> CostSplit.split(ore, financing.regionPercent(), weights)))
                                .ifPresent(split -> shares.put(id, split))));
        return new ShareTable(shares, remarks);
    }

    private Optional<Financing> financing(Service service) {
        Optional<Financing> financing = service.profile().financing();
        if (financing.isEmpty()) {
            remarks.add(Remark.of(RemarkCode.NO_FINANCING, service.id()));
        }
        financing
                .filter(Financing::unconfirmed)
                .ifPresent(unconfirmed -> remarks.add(Remark.of(
                        RemarkCode.FINANCING_UNCONFIRMED,
                        service.id(),
                        Integer.toString(unconfirmed.regionPercent()),
                        unconfirmed.key().code())));
        return financing;
    }

    private Optional<SortedMap<String, Long>> weights(Service service, Financing financing, int year) {
        return switch (financing.key()) {
            case INHABITANTS -> inhabitants(service, year, year - financing.populationYearsBefore());
            case EQUAL -> Optional.of(each(code -> 1L));
            case USAGE -> usage(service);
        };
    }

    /** The last table of the right year; a table of another year is no ground. */
    private Optional<SortedMap<String, Long>> inhabitants(Service service, int year, int counted) {
        List<PopulationTable> tables = directory.registers().economy().populations();
        Optional<PopulationTable> table =
                tables.stream().filter(one -> one.day().getYear() == counted).reduce((first, second) -> second);
        if (table.isEmpty()) {
            remarks.add(Remark.of(
                    RemarkCode.WRONG_POPULATION_YEAR,
                    service.id(),
                    Integer.toString(year),
                    Integer.toString(counted),
                    tables.isEmpty()
                            ? "–"
                            : tables.stream().map(one -> one.day().toString()).collect(Collectors.joining(", "))));
        }
        return table.map(PopulationTable::inhabitants);
    }

    private Optional<SortedMap<String, Long>> usage(Service service) {
        Map<String, Long> counted = usage.getOrDefault(service.id(), Map.of());
        SortedMap<String, Long> weights = each(code -> counted.getOrDefault(code, 0L));
        if (weights.values().stream().allMatch(count -> count == 0)) {
            remarks.add(Remark.of(RemarkCode.NO_USAGE, service.id()));
            return Optional.empty();
        }
        return Optional.of(weights);
    }

    /** A weight for each of the county's municipalities, also those that have none. */
    private SortedMap<String, Long> each(java.util.function.ToLongFunction<String> weight) {
        SortedMap<String, Long> weights = new TreeMap<>();
        directory.listParties().stream()
                .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                .map(Party::municipalityCode)
                .forEach(code -> weights.put(code, weight.applyAsLong(code)));
        return weights;
    }
}
