package se.knutpunkt.simulate;

/**
 * An element of the published vocabulary.
 *
 * @param name its name
 * @param type its type, which decides its form
 * @param location {@code header}, {@code patient}, {@code encounter} or {@code content}
 * @param repeats true when there may be several
 * @param system URL of its code system; empty when it is no code
 */
public record ElementShape(String name, String type, String location, boolean repeats, String system) {}
