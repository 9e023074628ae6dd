/**
 * One message mended by hand: edited, checked as at the door, looked at by a second person where that is asked for, and sent once.
 *
 * <p>Enters: an edited Bundle, a person and a reason. Leaves: a revision in the ledger, or what must be mended in it by code and place.
 * The message as it was accepted is never changed, and nothing that its case was decided on may be edited.
 */
package se.knutpunkt.operate.mend;
