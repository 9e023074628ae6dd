package se.knutpunkt.directory.service;

/**
 * Something that somebody has stated.
 *
 * @param text what, Swedish
 * @param source where it is from
 * @param unconfirmed true until those who decide have confirmed it
 */
public record Stated(String text, String source, boolean unconfirmed) {}
