package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CrashSettingsTest {

    @Test
    void withoutPropertiesThereAreThreeKillsFromAnySeed() {
        CrashSettings settings = read("", "");
        assertThat(settings).isEqualTo(new CrashSettings(3, 42));
        assertThat(settings.onEmbedded()).isEqualTo(2);
        assertThat(settings.withExternalBroker()).isEqualTo(1);
    }

    @Test
    void killsAndSeedCanBeChosen() {
        CrashSettings settings = read("20", "-7");
        assertThat(settings).isEqualTo(new CrashSettings(20, -7));
        assertThat(settings.onEmbedded()).isEqualTo(16);
        assertThat(read("1", "").onEmbedded()).isEqualTo(1);
    }

    @Test
    void nonsenseIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> read("0", "")).hasMessage("-Dkills=0: a whole number from 1 to 100000");
        assertThatThrownBy(() -> read("many", "")).hasMessageStartingWith("-Dkills=many: a whole number");
        assertThatThrownBy(() -> read("3", "1.5")).hasMessageStartingWith("-Dseed=1.5: a whole number");
    }

    private static CrashSettings read(String kills, String seed) {
        Properties properties = new Properties();
        properties.setProperty("kills", kills);
        properties.setProperty("seed", seed);
        return CrashSettings.read(properties, 42);
    }
}
