package se.knutpunkt.directory.service;

import java.time.LocalDate;

/**
 * One row of a service's price list.
 *
 * @param per what the price is for, such as a year or a message, Swedish
 * @param ore whole öre
 */
public record Price(String what, String per, long ore, LocalDate validFrom, String source, boolean unconfirmed) {}
