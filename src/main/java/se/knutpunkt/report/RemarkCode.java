package se.knutpunkt.report;

/** What can be missing or wrong in the ground of a report; texts in {@code remarks_sv.properties} and {@code remarks_en.properties}. */
public enum RemarkCode {
    QUARTER_NOT_ENDED(true),
    NO_BUDGET(true),
    NO_OUTCOME(true),
    BUDGETS_DIFFER(true),
    DOUBLE_BOOKING(true),
    NO_FINANCING(true),
    FINANCING_UNCONFIRMED(false),
    WRONG_POPULATION_YEAR(true),
    NO_USAGE(true),
    NO_OWNER(false),
    NO_MANAGEMENT_PLAN(false),
    CONTACT_NOT_CONFIRMED(false),
    DEVELOPMENT_OVERDUE(false),

    NO_DOCUMENT(false),
    DOCUMENT_NOT_YET_VALID(false),
    DOCUMENT_EXPIRED(false),
    DOCUMENT_EXPIRES(false),
    DOCUMENT_REPLACED(false),
    DOCUMENT_UNCONFIRMED(false),
    DOCUMENT_OUT_OF_ORDER(false),
    NOT_ADOPTED(false),
    NO_DECISION(false),
    DECISION_WITHOUT_DAY(false),
    BODY_MAY_NOT_DECIDE(false),
    RIGHT_UNCONFIRMED(false),
    ADDITION_WITHOUT_RULE(false),
    CHANGE_WITHOUT_GROUND(false);

    private final boolean stops;

    RemarkCode(boolean stops) {
        this.stops = stops;
    }

    /** True when a draft with it must not become final: a figure would be wrong or is not there. */
    public boolean stops() {
        return stops;
    }
}
