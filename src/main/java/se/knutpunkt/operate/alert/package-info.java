/**
 * Alerts: conditions that the rules in {@code adapters/alerts.yaml} look for, as states that open and are resolved, and who is told.
 *
 * <p>Enters: the ledger's figures, certificates, disks, the broker. Leaves: alerts, and one gathered message per channel. It names
 * systems, counts and times only, never a person, and tells nobody whom the plan does not name.
 */
package se.knutpunkt.operate.alert;
