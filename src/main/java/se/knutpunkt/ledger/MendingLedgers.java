package se.knutpunkt.ledger;

/**
 * What persons mend with.
 *
 * @param replays many deliveries tried again, sent again or redirected
 * @param revisions edits of messages whose deliveries are held
 * @param withdrawals messages taken back
 */
public record MendingLedgers(ReplayLedger replays, RevisionLedger revisions, WithdrawalLedger withdrawals) {}
