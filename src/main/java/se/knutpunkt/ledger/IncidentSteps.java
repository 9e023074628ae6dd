package se.knutpunkt.ledger;

import java.util.List;

/** Steps of an incident's timeline that are read by programs. */
public final class IncidentSteps {

    /** The parties work by telephone and paper from now on. */
    public static final String RESERVE_BEGAN = "reserve-routine-began";
    /** They work through the hub again. */
    public static final String RESERVE_ENDED = "reserve-routine-ended";
    /** It is known to be one of security; its text is one of {@link #SECURITY_KINDS}. */
    public static final String SECURITY = "security";
    /** A report that a law asks for was made; its text is one of {@link #REPORTS}. */
    public static final String REPORTED = "reported";

    public static final List<String> SECURITY_KINDS = List.of("nis2", "gdpr", "patient-safety");

    public static final List<String> REPORTS = List.of(
            "nis2-early-warning",
            "nis2-notification",
            "nis2-final-report",
            "gdpr-notification",
            "patient-safety-report");

    private IncidentSteps() {}
}
