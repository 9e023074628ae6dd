package se.knutpunkt.directory.service;

/**
 * What a service is good for, in money where it can be said.
 *
 * @param orePerYear whole öre a year whatever the use; nought when it goes by use
 * @param orePerMessage whole öre for each message; nought when it goes by year
 */
public record Benefit(String what, long orePerYear, long orePerMessage, String source, boolean unconfirmed) {}
