package se.knutpunkt.ledger;

/**
 * Where a redirection goes: to a unit in a role, or to the units of a party, each in the role of the one before.
 *
 * @param unit HSA-id; empty when it goes to a party, or nowhere
 * @param role code of the role; empty with the unit
 * @param party id of the party; empty when it goes to a unit, or nowhere
 */
public record ReplayTarget(String unit, String role, String party) {

    /** Of what is no redirection. */
    public static final ReplayTarget NOWHERE = new ReplayTarget("", "", "");

    public static ReplayTarget unit(String unit, String role) {
        return new ReplayTarget(unit, role, "");
    }

    public static ReplayTarget party(String party) {
        return new ReplayTarget("", "", party);
    }
}
