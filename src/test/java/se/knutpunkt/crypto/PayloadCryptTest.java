package se.knutpunkt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class PayloadCryptTest {
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final byte NEXT = 3;
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

        assertThat(sealed.length).isLessThan(plain.length / 4);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain("Bundle")
                .doesNotContain("1938");
        assertThat(crypt.open(key, ID, sealed)).isEqualTo(plain);
        assertThat(crypt.seal(key, ID, plain)).as("never twice the same").isNotEqualTo(sealed);
    }

    @Test
    void oneFormBesideAnotherTakesWhatDiffersAlone() {
        byte[] canonical = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] raw = TEXT.replace("\"Bundle\"", " \"Bundle\" ").getBytes(StandardCharsets.UTF_8);
        assertThat(raw).isNotEqualTo(canonical);
        byte[] sealed = crypt.sealBeside(key, ID, canonical, raw);

        assertThat(sealed.length).isLessThan(crypt.seal(key, ID, raw).length / 3);
        assertThat(crypt.openBeside(key, ID, canonical, sealed)).isEqualTo(raw);
    }

    @Test
    void formsThatAreNotOfOneMessageAreNotOpenedBesideEachOther() {
        byte[] canonical = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = crypt.sealBeside(key, ID, canonical, canonical);
        byte[] other = SyntheticBundles.bundle(8).getBytes(StandardCharsets.UTF_8);

        assertUnreadable(() -> crypt.openBeside(key, UUID.randomUUID(), canonical, sealed), "was changed");
        assertUnreadable(() -> crypt.openBeside(key, ID, other, sealed), "is damaged");
        assertUnreadable(
                () -> crypt.openBeside(key, ID, canonical, crypt.seal(key, ID, canonical)), "is no form beside");
        assertUnreadable(() -> crypt.open(key, ID, sealed), "has form 127");
    }

    @Test
    void whatWasWrittenWithoutADictionaryIsStillRead() {
        byte[] plain = TEXT.getBytes(StandardCharsets.UTF_8);
        PayloadCrypt before = new PayloadCrypt(new PayloadDictionaries(Map.of()), PayloadCrypt.PLAIN_ZSTD);

        assertThat(crypt.open(key, ID, before.seal(key, ID, plain))).isEqualTo(plain);
    }

    @Test
    void whatWasWrittenWithAnOlderDictionaryIsStillRead() {
        byte[] plain = TEXT.getBytes(StandardCharsets.UTF_8);
        PayloadDictionaries both = new PayloadDictionaries(Map.of(
                PayloadCrypt.WRITTEN,
                PayloadDictionaries.shipped().get(PayloadCrypt.WRITTEN),
                NEXT,
                SyntheticBundles.dictionary(1)));
        PayloadCrypt after = new PayloadCrypt(both, NEXT);

        assertThat(after.open(key, ID, crypt.seal(key, ID, plain))).isEqualTo(plain);
        assertThat(after.open(key, ID, after.seal(key, ID, plain))).isEqualTo(plain);
    }

    @Test
    void formOfANewerHubIsNamed() {
        PayloadCrypt newer =
                new PayloadCrypt(new PayloadDictionaries(Map.of(NEXT, SyntheticBundles.dictionary(1))), NEXT);
        byte[] sealed = newer.seal(key, ID, TEXT.getBytes(StandardCharsets.UTF_8));

        assertUnreadable(() -> crypt.open(key, ID, sealed), "has form 3, written by a newer version of the hub");
        PayloadCrypt none = new PayloadCrypt(new PayloadDictionaries(Map.of()), PayloadCrypt.PLAIN_ZSTD);
        assertUnreadable(
                () -> none.open(key, ID, crypt.seal(key, ID, TEXT.getBytes(StandardCharsets.UTF_8))), "has form 2");
    }

    @Test
    void dictionaryThatIsNotTheOneOfItsFormIsNamed() {
        byte[] foreign = SyntheticBundles.dictionary(2);
        PayloadCrypt other =
                new PayloadCrypt(new PayloadDictionaries(Map.of(PayloadCrypt.WRITTEN, foreign)), PayloadCrypt.WRITTEN);
        byte[] sealed = other.seal(key, ID, TEXT.getBytes(StandardCharsets.UTF_8));

        assertUnreadable(
                () -> crypt.open(key, ID, sealed),
                "was compressed with dictionary " + Zstd.getDictIdFromDict(foreign) + "; payload-2.dict");
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
        assertUnreadable(work, "");
    }

    private static void assertUnreadable(Runnable work, String why) {
        assertThatExceptionOfType(HubException.class).isThrownBy(work::run).satisfies(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE);
            assertThat(e.refusal().detail()).contains(why);
        });
    }
}
