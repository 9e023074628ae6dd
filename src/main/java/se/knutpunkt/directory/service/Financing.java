package se.knutpunkt.directory.service;

/**
 * Who pays for a service.
 *
 * @param regionPercent the region's share in per cent; the municipalities together pay the rest
 * @param key by what the municipal part is split
 * @param populationYearsBefore how many years before the year of the cost the table of inhabitants is from
 * @param source where this is from
 * @param unconfirmed true until those who decide have confirmed it
 */
public record Financing(
        int regionPercent, SplitKey key, int populationYearsBefore, String source, boolean unconfirmed) {}
