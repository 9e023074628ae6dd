package se.knutpunkt.report.economy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who pays how much of one amount, in öre.
 *
 * @param regionOre the region's part
 * @param municipalities each municipality's part, by code; together with the region's exactly the amount
 */
public record CostShares(long regionOre, SortedMap<String, Long> municipalities) {

    public CostShares {
        municipalities = Collections.unmodifiableSortedMap(new TreeMap<>(municipalities));
    }

    /** The part of the municipalities together. */
    public long municipalOre() {
        return municipalities.values().stream().mapToLong(Long::longValue).sum();
    }

    public long totalOre() {
        return regionOre + municipalOre();
    }
}
