package se.knutpunkt.simulate;

/**
 * A municipality whose inhabitants fall ill in the demo.
 *
 * @param code SCB's four digits
 * @param name its name, Swedish
 * @param subregion its subregion
 * @param population its inhabitants: how often it takes part
 * @param partyId its party
 * @param systemId the system that receives for it
 */
public record SimulatedMunicipality(
        String code, String name, String subregion, int population, String partyId, String systemId) {}
