package se.knutpunkt.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;

/** The full list of published test numbers that production refuses: a file with one 12-digit number a line. */
final class TestIdentityList {

    private TestIdentityList() {}

    /** The numbers of the file; none when no file is named. */
    static Set<PersonId> read(String file) {
        Set<PersonId> identities = new HashSet<>();
        if (file.isBlank()) {
            return identities;
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String number = line.strip();
                if (!number.isEmpty()) {
                    identities.add(new PersonId(kind(number), number));
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID,
                    "HUB_TEST_IDENTITIES",
                    "a readable file, one 12-digit number a line",
                    unreadable);
        }
        return identities;
    }

    private static PersonIdKind kind(String number) {
        // Day of month plus sixty tells a samordningsnummer (lag 2022:1697).
        return number.length() == 12 && number.charAt(6) >= '6'
                ? PersonIdKind.SAMORDNINGSNUMMER
                : PersonIdKind.PERSONNUMMER;
    }
}
