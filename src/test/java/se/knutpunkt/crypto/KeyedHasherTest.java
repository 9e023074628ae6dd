package se.knutpunkt.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyedHasherTest {
    private static final String SYSTEM = "http://electronichealth.se/identifier/personnummer";
    private static final String PERSON = "191212121212";

    private final KeyedHasher hasher = new KeyedHasher(key(1));

    @Test
    void hashIsTheSameForTheSamePersonAndKey() {
        assertThat(hasher.hashPerson(SYSTEM, PERSON))
                .matches("[0-9a-f]{64}")
                .isEqualTo(new KeyedHasher(key(1)).hashPerson(SYSTEM, PERSON));
    }

    @Test
    void hashTellsSystemsPersonsAndKeysApart() {
        String hash = hasher.hashPerson(SYSTEM, PERSON);

        assertThat(hasher.hashPerson(SYSTEM + "x", PERSON)).isNotEqualTo(hash);
        assertThat(hasher.hashPerson(SYSTEM, "191212121213")).isNotEqualTo(hash);
        assertThat(new KeyedHasher(key(2)).hashPerson(SYSTEM, PERSON)).isNotEqualTo(hash);
    }

    @Test
    void contentIsHashedWithAKeyOfItsOwn() {
        byte[] samePreimage = (SYSTEM + "|" + PERSON).getBytes(StandardCharsets.UTF_8);

        assertThat(hasher.hashContent(samePreimage))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(hasher.hashPerson(SYSTEM, PERSON));
    }

    private static MasterKey key(int fill) {
        byte[] secret = new byte[32];
        java.util.Arrays.fill(secret, (byte) fill);
        return MasterKey.fromBase64(Base64.getEncoder().encodeToString(secret));
    }
}
