package se.knutpunkt.security;

import java.util.Locale;

/** What a person may do in the console and its API. Every handler method there names the one that it needs ({@link Requires}). */
public enum Right {
    VIEW_OVERVIEW,
    VIEW_MESSAGES,
    VIEW_PAYLOAD,
    EXPORT_MESSAGES,
    OWN_FAILURE_GROUP,
    RETRY_DELIVERY,
    EDIT_AND_RESEND,
    APPROVE_RESEND,
    REPLAY,
    REDIRECT,
    CONTROL_RECEIVER,
    CONTROL_ROUTE,
    CLOSE_DOWN,
    VIEW_CONFIGURATION,
    ACTIVATE_CONFIGURATION,
    MANAGE_ALERTS,
    MANAGE_INCIDENTS,
    WITHDRAW_MESSAGE,
    VIEW_OWN_PARTY,
    REDELIVER_OWN,
    TEST_SEND,
    VIEW_REPORT,
    EDIT_REPORT,
    APPROVE_REPORT,
    MANAGE_USERS,
    VIEW_AUDIT;

    /** Such as {@code view-overview}: in answers, documents and as the key of its texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
