/**
 * The figures of the quarterly report: what each is, how it is made from the ledger, and how it is frozen.
 *
 * <p>Enters: a period that has ended. Leaves: sets of figures in a fixed order, with a hash over them, the same each time they are
 * made from the same facts. It holds no personal data and no figure so small that it tells of a person; nothing frozen is overwritten.
 */
package se.knutpunkt.report.figures;
