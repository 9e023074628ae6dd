package se.knutpunkt.report.economy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits a cost between the region and the municipalities together, and the municipal part by weights. An odd öre of an even split falls
 * on the region, so that the split does not depend on who is counted first.
 */
public final class CostSplit {

    private static final String REGION = "a region";
    private static final String MUNICIPALITIES = "municipalities";
    private static final int WHOLE = 100;

    private CostSplit() {}

    /**
     * @param ore whole öre; a credit is negative
     * @param regionPercent nought to a hundred
     * @param weights by municipality code; at least one above nought unless the region pays all
     */
    public static CostShares split(long ore, int regionPercent, SortedMap<String, Long> weights) {
        SortedMap<String, Long> halves =
                LargestRemainder.split(ore, new TreeMap<>(Map.of(REGION, (long) regionPercent, MUNICIPALITIES, (long)
                        (WHOLE - regionPercent))));
        return new CostShares(halves.get(REGION), LargestRemainder.split(halves.get(MUNICIPALITIES), weights));
    }
}
