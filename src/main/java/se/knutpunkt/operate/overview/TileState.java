package se.knutpunkt.operate.overview;

import java.util.Locale;

/** How a party fares; the worst that is true of it, in the order of these words. */
public enum TileState {
    /** Something needs a person, or nothing gets through. */
    FAILING,
    /** Somebody or its opening hours have stopped it. */
    PAUSED,
    /** What is its own waits too long. */
    SLOW,
    /** Nothing has gone either way for long. */
    SILENT,
    FLOWING;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
