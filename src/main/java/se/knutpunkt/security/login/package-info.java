/**
 * How persons log in to the console and its API: local users and OpenID Connect, sessions, forged forms, throttled guesses.
 *
 * <p>Enters: requests to the console's addresses. Leaves: a person, or the way to the login page. It keeps passwords only as hashes,
 * has no default one, and touches no request of a system.
 */
package se.knutpunkt.security.login;
