package se.knutpunkt.activation;

/**
 * What a golden case expects, as its file.
 *
 * @param fileName {@code expected.json} or {@code expected.hl7}
 * @param content its content
 */
public record CaseOutcome(String fileName, String content) {}
