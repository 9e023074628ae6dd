package se.knutpunkt.catalogue;

/**
 * One named datum an event can carry; the vocabulary shared by catalogue, canonical model and the plain JSON event.
 *
 * @param name its name, such as {@code estimatedDischarge}; the code in the code system {@code element}
 * @param sv Swedish name
 * @param en English name
 * @param section the section it belongs to, which decides who may see it
 * @param type its type
 * @param location where it stands: {@code header}, {@code patient}, {@code encounter} or {@code content} (a Task.input)
 * @param codeSystem id of the code list a {@code code} is bound to; empty for others
 * @param repeats true when it may occur more than once
 * @param past true for a time that cannot lie ahead
 */
public record Element(
        String name,
        String sv,
        String en,
        String section,
        ElementType type,
        Location location,
        String codeSystem,
        boolean repeats,
        boolean past) {

    /** The types of elements and the FHIR type each has as Task.input. */
    public enum ElementType {
        STRING,
        CODE,
        DATE,
        DATE_TIME,
        BOOLEAN,
        UNIT,
        PERSON,
        ATTACHMENT,
        MESSAGE_ID
    }

    /** The resource an element stands in. */
    public enum Location {
        HEADER,
        PATIENT,
        ENCOUNTER,
        CONTENT
    }
}
