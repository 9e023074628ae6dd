package se.knutpunkt.directory;

import se.knutpunkt.directory.economy.Economy;
import se.knutpunkt.directory.governance.GovernanceRegister;

/** What the quarterly report reads beside parties, services and documents: who decides, and what it costs. */
public record Registers(GovernanceRegister governance, Economy economy) {

    /** Of files that say nothing of it. */
    public static final Registers NONE = new Registers(GovernanceRegister.EMPTY, Economy.NONE);
}
