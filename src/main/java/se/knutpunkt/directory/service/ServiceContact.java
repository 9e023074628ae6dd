package se.knutpunkt.directory.service;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Whom to reach about a service: a function, never a named person.
 *
 * @param lastConfirmed the day somebody last confirmed that it is right; empty when nobody has
 */
public record ServiceContact(String function, String phone, String email, Optional<LocalDate> lastConfirmed) {}
