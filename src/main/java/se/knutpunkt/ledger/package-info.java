/**
 * The ledger on PostgreSQL: the truth about every message, lane, claim, node and control. The only package with SQL.
 *
 * <p>Enters: drafts and outcomes. Leaves: durable rows, claims and answers. It never decides by itself what a message
 * means, and no column outside the encrypted payload ever holds personal data.
 */
package se.knutpunkt.ledger;
