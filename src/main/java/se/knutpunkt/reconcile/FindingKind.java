package se.knutpunkt.reconcile;

import java.util.Locale;

/** What a difference between hub and system is called. Its texts are in {@code reconciliation_*.properties}. */
enum FindingKind {
    /** Sent by the system, and the hub has no trace of it. */
    NEVER_REACHED_HUB(true),
    /** Accepted by the hub, and the system does not know of it, or believes it was refused. */
    UNKNOWN_TO_SENDER(true),
    /** The system believes it was taken; the hub refused it. */
    REFUSED_BY_HUB(true),
    /** Both have it, with other content. */
    OTHER_CONTENT(true),
    /** Delivered by the hub, and the system has not got it. */
    NOT_RECEIVED(true),
    /** Got by the system, and the hub did not send it. */
    NOT_FROM_HUB(true),
    /** Got by the system, and the hub has no receipt of it. */
    NOT_ACKNOWLEDGED(true),
    /** Found, but on another day. */
    OTHER_DAY(false),
    /** Near midnight: the neighbouring day's list must say. */
    AWAITING_NEIGHBOUR(false),
    /** Listed more than once. */
    REPEATED(false),
    /** Acknowledged as going nowhere, of which the hub keeps no ids. */
    WENT_NOWHERE(false),
    /** Refused at the door without being stored; the system knows. */
    REFUSED_UNSTORED(false);

    private final boolean gap;

    FindingKind(boolean gap) {
        this.gap = gap;
    }

    boolean isGap() {
        return gap;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
