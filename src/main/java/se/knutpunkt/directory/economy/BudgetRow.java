package se.knutpunkt.directory.economy;

/**
 * What a service may cost in a quarter, or a part of it; rows of the same service and quarter are added.
 *
 * @param ore whole öre; an expected income is negative
 */
public record BudgetRow(String serviceId, Quarter quarter, long ore, Place place) {}
