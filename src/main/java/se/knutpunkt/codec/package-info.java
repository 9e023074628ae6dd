/**
 * Wire formats: FHIR JSON and XML, HL7 v2 (ER7) and the plain JSON event, each to a tree and back.
 *
 * <p>Enters: bytes from a stranger. Leaves: a tree, or a decode error that says where. A codec never looks at the meaning,
 * never resolves anything outside the bytes (no DTD, no entity, no schema location) and never guesses a charset.
 */
package se.knutpunkt.codec;
