package se.knutpunkt.ledger;

/**
 * A small typed datum kept apart from the payload, from which episodes and reports are rebuilt. Never free text, never
 * personal data.
 *
 * @param name name of the element, such as {@code estimatedDischarge}
 * @param value its value in canonical text form: a code, an instant in UTC, an HSA-id of a unit, a municipality code
 */
public record Fact(String name, String value) {}
