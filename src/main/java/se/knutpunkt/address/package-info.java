/**
 * Who receives a message.
 *
 * <p>Enters: a checked message, its episode's participants and the directory. Leaves: receivers, or a refusal. Payer and receiver are
 * different things; a protected person is never routed by folkbokföring; an unknown or ambiguous receiver is refused.
 */
package se.knutpunkt.address;
