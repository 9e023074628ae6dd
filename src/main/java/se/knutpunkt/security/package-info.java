/**
 * Who calls: identity by client certificate or bearer token, what is open to everyone, and how fast a system may send.
 *
 * <p>Enters: requests and connections. Leaves: the system as the request's principal, or a refusal. It never reads a message,
 * trusts no identity that a header claims, and keeps tokens only as hashes.
 */
package se.knutpunkt.security;
