/**
 * Routes and adapters: how it stands with them, and stopping, draining, letting go and trying now; parties and services closed down.
 *
 * <p>Enters: what a person wants stopped or let go, with a reason. Leaves: the state as a value. What is stopped is kept in the ledger,
 * where every claim reads it; no Camel route is suspended to pause a receiver.
 */
package se.knutpunkt.operate.control;
