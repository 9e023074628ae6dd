package se.knutpunkt.directory.economy;

/**
 * What the bookkeeping calls a service: an object of a dimension, such as cost centre (1) or project (6) in SIE.
 */
public record CostObject(String dimension, String object) {}
