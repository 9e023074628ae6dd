/**
 * The canonical model: FHIR R4 message Bundles with our own profiles, and the two depths of checking them.
 *
 * <p>Enters: trees in canonical form. Leaves: findings. It never changes a message and never does input or output.
 */
package se.knutpunkt.canonical;
