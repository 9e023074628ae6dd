/**
 * Finding messages, and everything about one: for support on the telephone and for those who mend.
 *
 * <p>What an operator types enters, well-formed terms and messages leave. A person enters as typed and leaves as a keyed hash; what a
 * message holds is read only for those who may, with a reason, and every reading is written to the operators' log. Nothing here
 * changes a message.
 */
package se.knutpunkt.operate.find;
