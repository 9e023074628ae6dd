package se.knutpunkt.catalogue;

/**
 * A group of elements that the same receivers may see.
 *
 * @param code its code, such as {@code medication}
 * @param sv Swedish name
 * @param en English name
 */
public record Section(String code, String sv, String en) {}
