package se.knutpunkt.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** For commands whose output is a result: without Spring the log is at its most talkative, and it would cost what is measured. */
final class QuietLog {

    private QuietLog() {}

    /** From now on only errors are written. */
    static void begin() {
        level(Logger.ROOT_LOGGER_NAME, Level.ERROR);
        // The broker's audit has a level of its own.
        level("org.apache.activemq.audit", Level.OFF);
    }

    private static void level(String logger, Level level) {
        if (LoggerFactory.getLogger(logger) instanceof Logger known) {
            known.setLevel(level);
        }
    }
}
