package se.knutpunkt.message;

/**
 * One addressee: one delivery goes to each unit in each role it receives in, through its system.
 *
 * @param systemId the system that receives for the unit
 * @param partyId the party the unit belongs to
 * @param unit the unit
 * @param role the role it receives in, which decides the sections it gets
 */
public record Receiver(String systemId, String partyId, HsaId unit, Role role) {}
