package se.knutpunkt.operate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.ledger.OperatorUser;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.OperatorRole;
import se.knutpunkt.security.login.LocalUsers;

/** Who may log in and as what. Nobody changes their own access, so that the last administrator cannot lock everybody out. */
public final class UserAdministration {

    private final LocalUsers users;
    private final OperatorLog log;

    public UserAdministration(LocalUsers users, OperatorLog log) {
        this.users = users;
        this.log = log;
    }

    public List<OperatorUser> list() {
        return users.list();
    }

    public Optional<OperatorUser> find(String name) {
        return users.find(name);
    }

    /** Makes somebody who can log in; STATE_CHANGED when the name is taken. */
    public void create(
            String name,
            String displayName,
            String password,
            Set<OperatorRole> roles,
            Set<String> parties,
            String byWhom,
            String reason) {
        String why = Reason.require(reason);
        if (!users.create(name, displayName, password, roles, parties)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "name", "taken");
        }
        log.record(byWhom, "user-created", subject(name), why);
    }

    /** Gives and takes roles and parties, and lets in or shuts out. */
    public void setAccess(
            String name, Set<OperatorRole> roles, Set<String> parties, boolean disabled, String byWhom, String reason) {
        String why = Reason.require(reason);
        if (name.equals(byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "name", "not one's own access");
        }
        users.setAccess(name, roles, parties, disabled);
        log.record(byWhom, disabled ? "user-disabled" : "user-access-changed", subject(name), why);
    }

    /** Gives somebody a new password. */
    public void setPassword(String name, String password, String byWhom, String reason) {
        String why = Reason.require(reason);
        users.setPassword(name, password);
        log.record(byWhom, "user-password-set", subject(name), why);
    }

    /** Whether the person has a password here; else it belongs to the provider that let them in. */
    public boolean hasPassword(String name) {
        return users.find(name).isPresent();
    }

    /** Gives oneself a new password; INVALID_PARAMETER when the present one is another, STATE_CHANGED when there is none here. */
    public void changeOwnPassword(String name, String present, String next) {
        if (!hasPassword(name)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "user", "logs in elsewhere");
        }
        if (!users.changeOwnPassword(name, present, next)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "present", "is not the present password");
        }
        log.recordWithoutReason(name, "own-password-changed", subject(name));
    }

    private static String subject(String name) {
        return "user " + name;
    }
}
