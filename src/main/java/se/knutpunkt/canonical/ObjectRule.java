package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;

/** A rule of the hub about one kind of object, wherever in a Bundle it stands. */
interface ObjectRule {

    /**
     * Looks at one object.
     *
     * @param property name of the property that holds it; the type for a resource
     * @param object the object
     * @param findings findings, with the object's place entered
     */
    void check(String property, JsonNode object, Findings findings);
}
