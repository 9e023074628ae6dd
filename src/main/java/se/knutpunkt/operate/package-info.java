/**
 * What operators do, as services that the console's pages and its API share: each action checks the state, is safe to ask for twice,
 * says who and why, and is kept.
 *
 * <p>Enters: a person's name, what is to be done, a reason. Leaves: an answer as a value. It knows no page and no SQL, and no content of
 * a message unless that is what was asked for, with a reason.
 */
package se.knutpunkt.operate;
