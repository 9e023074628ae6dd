package se.knutpunkt.report.economy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import se.knutpunkt.report.Remark;

/**
 * Who pays what of each service that could be split, with a row for each municipality.
 *
 * @param shares by id of the service
 * @param remarks why other services could not be split, and what of these is not confirmed
 */
public record ShareTable(SortedMap<String, CostShares> shares, List<Remark> remarks) {

    public ShareTable {
        shares = new TreeMap<>(shares);
        remarks = remarks.stream().distinct().sorted().toList();
    }

    /** Each municipality's part of all services together, in öre, by code. */
    public SortedMap<String, Long> totals() {
        SortedMap<String, Long> totals = new TreeMap<>();
        shares.values()
                .forEach(share ->
                        share.municipalities().forEach((code, ore) -> totals.merge(code, ore, Math::addExact)));
        return totals;
    }

    /** The region's part of all services together, in öre. */
    public long regionOre() {
        return shares.values().stream().mapToLong(CostShares::regionOre).sum();
    }
}
