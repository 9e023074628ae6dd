package se.knutpunkt.directory.service;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One development activity.
 *
 * @param state proposed, decided, running, done or stopped
 * @param since the day it came into that state
 * @param due the day it is to be done; empty when none is set
 */
public record Development(
        String id, String what, String state, LocalDate since, Optional<LocalDate> due, String source) {}
