package se.knutpunkt.operate.overview;

import java.time.Duration;

/**
 * When a party counts as slow, failing or silent. House rules of operation, not of law.
 *
 * @param slowAfter how long the oldest delivery may wait
 * @param failingHeld how many held deliveries make a party failing
 * @param silentAfter how long nothing may go either way
 * @param certificateDays how many days before its end a certificate is shown
 * @param deadlineMargin how long before its time limit an undelivered message is shown
 */
public record OverviewSettings(
        Duration slowAfter, int failingHeld, Duration silentAfter, int certificateDays, Duration deadlineMargin) {}
