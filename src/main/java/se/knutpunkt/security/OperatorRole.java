package se.knutpunkt.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The roles of persons and the rights that each gives; this table is the only place that says so. */
public enum OperatorRole {
    /** Everything but the content of messages, which is for those who mend them; so it approves none either. */
    ADMINISTRATOR(
            false, EnumSet.complementOf(EnumSet.of(Right.VIEW_PAYLOAD, Right.EDIT_AND_RESEND, Right.APPROVE_RESEND))),
    /** Finds and mends by metadata alone. */
    SUPPORT(
            false,
            EnumSet.of(
                    Right.VIEW_OVERVIEW,
                    Right.VIEW_MESSAGES,
                    Right.EXPORT_MESSAGES,
                    Right.OWN_FAILURE_GROUP,
                    Right.RETRY_DELIVERY,
                    Right.REPLAY,
                    Right.CONTROL_RECEIVER,
                    Right.VIEW_CONFIGURATION,
                    Right.MANAGE_ALERTS,
                    Right.MANAGE_INCIDENTS,
                    Right.VIEW_REPORT,
                    Right.VIEW_OWN_PARTY,
                    Right.TEST_SEND)),
    /** Support that may also read and mend content, with a reason each time. */
    SUPPORT_WITH_PAYLOAD(
            false,
            EnumSet.of(
                    Right.VIEW_OVERVIEW,
                    Right.VIEW_MESSAGES,
                    Right.VIEW_PAYLOAD,
                    Right.EXPORT_MESSAGES,
                    Right.OWN_FAILURE_GROUP,
                    Right.RETRY_DELIVERY,
                    Right.EDIT_AND_RESEND,
                    Right.APPROVE_RESEND,
                    Right.REPLAY,
                    Right.REDIRECT,
                    Right.CONTROL_RECEIVER,
                    Right.VIEW_CONFIGURATION,
                    Right.MANAGE_ALERTS,
                    Right.MANAGE_INCIDENTS,
                    Right.VIEW_REPORT,
                    Right.WITHDRAW_MESSAGE,
                    Right.VIEW_OWN_PARTY,
                    Right.TEST_SEND)),
    /** A municipality's own contact: metadata of its own parties, and nothing of others. */
    MUNICIPALITY_CONTACT(true, EnumSet.of(Right.VIEW_OWN_PARTY, Right.REDELIVER_OWN, Right.TEST_SEND));

    private final boolean ownPartiesOnly;
    private final Set<Right> rights;

    OperatorRole(boolean ownPartiesOnly, EnumSet<Right> rights) {
        this.ownPartiesOnly = ownPartiesOnly;
        this.rights = Collections.unmodifiableSet(rights);
    }

    /** The role with this code, such as {@code support-with-payload}. */
    public static Optional<OperatorRole> find(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Set<Right> rights() {
        return rights;
    }

    /** Whether its rights hold for the person's own parties only. */
    public boolean ownPartiesOnly() {
        return ownPartiesOnly;
    }
}
