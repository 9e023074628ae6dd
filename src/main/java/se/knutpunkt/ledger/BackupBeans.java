package se.knutpunkt.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The hub's own back-ups and what health says of them, where a back-up folder is set. */
@Configuration(proxyBeanMethods = false)
@Conditional(BackupBeans.FolderSet.class)
class BackupBeans {
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** Not at the start, when there is enough to do. */
    private static final Duration DUE = Duration.ofMinutes(10);

    static final class FolderSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty("hub.backup.to", "").isBlank();
        }
    }

    @Bean
    BackupRoutine backupRoutine(
            @Value("${hub.data:data}") Path data,
            @Value("${hub.backup.to}") Path to,
            @Value("${hub.backup.key:}") String key,
            @Value("${hub.backup.every:1d}") Duration every,
            @Value("${hub.backup.keep:14d}") Duration keep,
            Clock clock) {
        requireNotNegative("hub.backup.every", every);
        requireNotNegative("hub.backup.keep", keep);
        return new BackupRoutine(data, to, BackupKey.fromBase64(key), every, keep, clock);
    }

    @Bean
    BackupHealth backupHealthIndicator(
            BackupRoutine routine, @Value("${hub.backup.old-after:26h}") Duration oldAfter, Clock clock) {
        requireNotNegative("hub.backup.old-after", oldAfter);
        return new BackupHealth(routine, oldAfter, clock);
    }

    /** By one node at a time, though only an embedded database, which one node has, is backed up by the hub. */
    @Bean
    RegularWork backupSchedule(BackupRoutine routine, OneNode oneNode) {
        return new RegularWork(
                "backup",
                RegularWork.Task.atOnce(routine::look, LOOK),
                RegularWork.Task.later(() -> oneNode.attempt("backup", DUE, routine::takeIfDue), DUE));
    }

    private static void requireNotNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw new HubException(ErrorCode.SETTING_INVALID, setting, "is a length of time, such as 1d; 0 for never");
        }
    }
}
