/**
 * The benchmark: enters a running hub as its senders and receivers do, from processes of its own, and leaves a table and a line of
 * JSON with what it measured. It generates open-loop load, judges by ids what was lost, doubled or out of order, and measures the
 * bare limits of the machine beside. It never reaches into the hub's process, and never runs beside a hub's real data.
 */
package se.knutpunkt.bench;
