package se.knutpunkt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class MasterKeyTest {
    @Test
    void keyIsMadeOnceAndOnlyItsOwnerMayReadIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys").resolve("master-key");
        MasterKey made = MasterKey.fromFile(file);

        assertThat(MasterKey.fromFile(file).id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.list(file.getParent())).as("nothing half made stays").containsExactly(file);
    }

    @Test
    void wrappedKeyIsOpenedOnlyByItsMasterKeyAndInItsContext(@TempDir Path directory) {
        MasterKey master = MasterKey.fromFile(directory.resolve("a"));
        byte[] wrapped = DataKey.createWrapped(master, "case 2026-11-01");

        assertThat(DataKey.unwrap(7, wrapped, master, "case 2026-11-01").id()).isEqualTo(7);
        assertUnreadable(() -> DataKey.unwrap(7, wrapped, master, "case 2026-12-01"));
        assertUnreadable(
                () -> DataKey.unwrap(7, wrapped, MasterKey.fromFile(directory.resolve("b")), "case 2026-11-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "", "AAAA"})
    void wrongKeyTextIsRefusedWithoutRepeatingIt(String text) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> MasterKey.fromBase64(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID))
                .withMessageContaining("HUB_MASTER_KEY");
    }

    private static void assertUnreadable(Runnable work) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE));
    }
}
