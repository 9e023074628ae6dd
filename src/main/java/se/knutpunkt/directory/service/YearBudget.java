package se.knutpunkt.directory.service;

/**
 * What a service may cost in a year.
 *
 * @param ore whole öre
 * @param decision id of the decision; empty when none is known
 */
public record YearBudget(int year, long ore, String decision, String source, boolean unconfirmed) {}
