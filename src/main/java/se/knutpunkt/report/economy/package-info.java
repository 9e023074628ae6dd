/**
 * What services cost against their budgets, who pays, and what it gives: pure functions over amounts in whole öre.
 *
 * <p>Enters: a directory with its economy, a quarter, a day, and counts of messages where a rule asks for them. Leaves: {@link
 * se.knutpunkt.report.economy.EconomyReport}, {@link se.knutpunkt.report.economy.ShareTable} and remarks. Shares sum to the total to the
 * last öre; what cannot be worked out is empty and has a remark, never nought.
 */
package se.knutpunkt.report.economy;
