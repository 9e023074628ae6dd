/**
 * What the services cost: dated tables of inhabitants, budgets and bookings, from the files under {@code adapters/economy/}.
 *
 * <p>Enters: YAML, CSV and SIE 4 of a configuration candidate, so that the figures of a quarter can be made again from its snapshot.
 * Leaves: an immutable {@link se.knutpunkt.directory.economy.Economy}, amounts in whole öre. It keeps no text of a voucher, which may
 * name a person, and judges nothing; that is {@code report.economy}.
 */
package se.knutpunkt.directory.economy;
