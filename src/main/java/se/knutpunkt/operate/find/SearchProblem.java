package se.knutpunkt.operate.find;

/**
 * What is wrong with one field of a search.
 *
 * @param field name of the parameter
 * @param reason word for the reason, by which its text is found: {@code unknown}, {@code malformed}, {@code too-long}, {@code order}
 * @param allowed what would be right, as codes or an example; empty when the reason says it all
 */
public record SearchProblem(String field, String reason, String allowed) {}
