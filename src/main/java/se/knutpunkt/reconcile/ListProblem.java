package se.knutpunkt.reconcile;

import java.util.Locale;

/**
 * One thing wrong with a list.
 *
 * @param line line of the file, or number of the entry in JSON, from 1; 0 for the whole
 * @param place name of the column or element
 * @param kind what is wrong; its texts are in {@code reconciliation_*.properties}
 */
record ListProblem(int line, String place, Kind kind) {

    enum Kind {
        NOT_READABLE,
        COLUMN_UNKNOWN,
        COLUMN_MISSING,
        COLUMN_TWICE,
        TOO_FEW_OR_MANY,
        ID_WRONG,
        DELIVERY_WRONG,
        HASH_WRONG,
        EVENT_WRONG,
        TIME_WRONG,
        STATE_WRONG,
        ATTEMPT_WRONG,
        TOO_MANY_LINES,
        TOO_LARGE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
