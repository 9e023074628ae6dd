package se.knutpunkt.report.economy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits a whole number by weights so that the shares sum exactly to it: each gets the whole part of its share, and what is left goes one
 * by one to the largest remainders; of equal remainders to the heavier, then to the first key. A negative total is split as its positive
 * and negated, so that a credit takes back what the debit laid on.
 */
final class LargestRemainder {

    private LargestRemainder() {}

    /** @throws IllegalArgumentException when no weight is above nought, or one is below */
    static <K extends Comparable<K>> SortedMap<K, Long> split(long total, SortedMap<K, Long> weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights.values()) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight is below nought");
            }
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (sum.signum() == 0) {
            throw new IllegalArgumentException("no weight is above nought");
        }
        SortedMap<K, Long> shares = new TreeMap<>();
        List<Rest<K>> rests = new ArrayList<>();
        // A share times its weight passes the range of a long for sums that can occur.
        BigInteger amount = BigInteger.valueOf(total).abs();
        long left = amount.longValueExact();
        for (Map.Entry<K, Long> entry : weights.entrySet()) {
            BigInteger[] parts =
                    amount.multiply(BigInteger.valueOf(entry.getValue())).divideAndRemainder(sum);
            shares.put(entry.getKey(), parts[0].longValueExact());
            left -= parts[0].longValueExact();
            rests.add(new Rest<>(entry.getKey(), entry.getValue(), parts[1]));
        }
        rests.sort(Comparator.comparing((Rest<K> rest) -> rest.remainder)
                .reversed()
                .thenComparing(
                        Comparator.comparingLong((Rest<K> rest) -> rest.weight).reversed())
                .thenComparing(rest -> rest.key));
        for (int i = 0; i < left; i++) {
            shares.merge(rests.get(i).key, 1L, Long::sum);
        }
        if (total < 0) {
            shares.replaceAll((key, share) -> -share);
        }
        return shares;
    }

    private record Rest<K>(K key, long weight, BigInteger remainder) {}
}
