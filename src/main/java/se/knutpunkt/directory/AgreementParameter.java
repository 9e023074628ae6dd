package se.knutpunkt.directory;

/**
 * One value that parties agree on.
 *
 * @param value the value as text, such as {@code 12:00:00} or {@code 3}
 * @param source where it is from
 * @param unconfirmed true until it is confirmed by those who decide
 */
public record AgreementParameter(String value, String source, boolean unconfirmed) {}
