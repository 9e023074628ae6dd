package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Back-ups are the hub's care only where a back-up folder is set. */
class BackupBeansTest {
    private static final String KEY = "hub.backup.key=" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private final ApplicationContextRunner hub = new ApplicationContextRunner()
            .withInitializer(context ->
                    context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance()))
            .withUserConfiguration(BackupBeans.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(OneNode.class, BackupBeansTest::oneNode);

    @Test
    void withoutAFolderNothingIsTakenAndHealthSaysNothing() {
        hub.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BackupHealth.class));
        hub.withPropertyValues("hub.backup.to=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BackupRoutine.class));
    }

    @Test
    void withAFolderHealthSaysNeverUntilThereIsABackUp() {
        hub.withPropertyValues("hub.backup.to=" + folder, KEY, "hub.backup.old-after=3h")
                .run(context -> {
                    BackupHealth health = context.getBean(BackupHealth.class);
                    await().untilAsserted(() ->
                            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED"));
                    assertThat(health.health().getDetails())
                            .containsEntry("last", "never")
                            .containsEntry("oldAfterSeconds", 10_800L);
                });
    }

    @Test
    void aNegativeLengthOfTimeIsRefused() {
        for (String setting : new String[] {"every", "keep", "old-after"}) {
            hub.withPropertyValues("hub.backup.to=" + folder, KEY, "hub.backup." + setting + "=-1h")
                    .run(context -> assertThat(context.getStartupFailure())
                            .as(setting)
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    HubException.class,
                                    refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SETTING_INVALID)));
        }
    }

    /** Nobody asks the database before a back-up is due. */
    private static OneNode oneNode() {
        return new OneNode(new JdbcTemplate(new DriverManagerDataSource()), Clock.systemUTC());
    }
}
