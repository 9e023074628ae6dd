/**
 * The report as a document. In: what stands in it, as headings, texts, tables and charts. Out: HTML and a tagged PDF that say the same. It
 * computes no figure and reads no ledger.
 */
package se.knutpunkt.report.paper;
