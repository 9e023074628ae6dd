/**
 * What stands out in a quarter. In: the figures of a period and of those before it. Out: what named rules found, each with the rule and the
 * figure behind it. A rule is data; no finding comes from anywhere else.
 */
package se.knutpunkt.report.finding;
