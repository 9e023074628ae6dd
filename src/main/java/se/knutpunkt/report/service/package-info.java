/**
 * What the register of services says that the steering group must know: what is missing, late or not confirmed.
 *
 * <p>Enters: a directory and a day. Leaves: remarks. It invents no owner and no plan.
 */
package se.knutpunkt.report.service;
