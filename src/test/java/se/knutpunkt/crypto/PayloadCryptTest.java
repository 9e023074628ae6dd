package se.knutpunkt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class PayloadCryptTest {
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final String TEXT = SyntheticBundles.bundle(7);

    private final MasterKey master = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    private final DataKey key = newKey();
    private final PayloadCrypt crypt = new PayloadCrypt();

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Åsa Öberg är inskriven"})
    void opensToWhatWasSealed(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);

        assertThat(crypt.open(key, ID, crypt.seal(key, ID, plain))).isEqualTo(plain);
    }

    @Test
    void sealedFormIsSmallAndShowsNothingOfTheContent() {
        byte[] plain = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = crypt.seal(key, ID, plain);

        assertThat(sealed.length).isLessThan(plain.length / 3);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain("Bundle")
                .doesNotContain("1938");
        assertThat(crypt.open(key, ID, sealed)).isEqualTo(plain);
        assertThat(crypt.seal(key, ID, plain)).as("never twice the same").isNotEqualTo(sealed);
    }

    @Test
    void payloadOfAnotherMessageOrKeyCannotBeOpened() {
        byte[] sealed = crypt.seal(key, ID, TEXT.getBytes(StandardCharsets.UTF_8));

        assertUnreadable(() -> crypt.open(key, UUID.randomUUID(), sealed));
        assertUnreadable(() -> crypt.open(newKey(), ID, sealed));
    }

    @Test
    void changedOrCutPayloadCannotBeOpened() {
        byte[] sealed = crypt.seal(key, ID, TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] changed = sealed.clone();
        changed[changed.length / 2] ^= 1;

        assertUnreadable(() -> crypt.open(key, ID, changed));
        assertUnreadable(() -> crypt.open(key, ID, Arrays.copyOf(sealed, sealed.length - 1)));
        assertUnreadable(() -> crypt.open(key, ID, new byte[0]));
    }

    private DataKey newKey() {
        return DataKey.unwrap(1, DataKey.createWrapped(master, "c"), master, "c");
    }

    private static void assertUnreadable(Runnable work) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE));
    }
}
