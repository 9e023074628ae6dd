/**
 * Translation by data: mappings ({@code mappings/*.yaml}, JSLT) between the formats' trees and the canonical model, code lists, and
 * minimisation per receiver.
 *
 * <p>Enters: a tree and the mapping in force. Leaves: a tree, or what the sender must mend. What cannot be carried over is listed in
 * the mapping with its reason; nothing is dropped in silence.
 */
package se.knutpunkt.translate;
