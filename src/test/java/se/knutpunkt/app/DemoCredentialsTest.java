package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCredentialsTest {

    @Test
    void everyCredentialThatAdaptersNameHasAValue(@TempDir Path data) {
        Map<String, Object> settings = DemoCredentials.settings(Path.of("."), data, Clock.systemUTC());

        assertThat(settings)
                .containsKeys(
                        "hub.credentials.hub-client-certificate.keystore",
                        "hub.credentials.hub-client-certificate.keystore-password",
                        "hub.credentials.hub-token.bearer",
                        "hub.credentials.goteborg-platform-token.bearer",
                        "hub.credentials.samsa-token.bearer")
                .doesNotContainValue("");
    }
}
