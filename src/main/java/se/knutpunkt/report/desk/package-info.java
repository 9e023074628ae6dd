/**
 * Where the report is worked on: a draft with its owner's texts, its files, its approval. In: the period and who asks. Out: HTML, PDF, CSV and
 * JSON of the same figures. An approved report is handed out as it was approved.
 */
package se.knutpunkt.report.desk;
