package se.knutpunkt.directory.service;

import java.time.LocalDate;

/**
 * One risk.
 *
 * @param likelihood one to five
 * @param consequence one to five
 * @param action what is done about it, Swedish
 * @param reviewed the day it was last looked at
 */
public record Risk(String id, String what, int likelihood, int consequence, String action, LocalDate reviewed) {

    /** Likelihood times consequence. */
    public int weight() {
        return likelihood * consequence;
    }
}
