package se.knutpunkt.operate.find;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;

/**
 * Turns what an operator types to name a person into the token that stands for the person in addresses and searches: the keyed hash,
 * the only form in which a person leaves the payload. What was typed is kept nowhere.
 */
public final class PersonTokens {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}(\\.[0-9a-f]{64}){0,6}");
    private static final Pattern LMA = Pattern.compile("\\d[\\d /-]{4,18}\\d");
    private static final int LONGEST = 40;

    private final KeyedHasher hasher;
    private final Clock clock;

    public PersonTokens(KeyedHasher hasher, Clock clock) {
        this.hasher = hasher;
        this.clock = clock;
    }

    /** The token of a number in any form people write it; empty when it is no valid number of any series, which is all that is told. */
    public Optional<String> findToken(String typed) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), STOCKHOLM);
        Set<String> hashes = new TreeSet<>();
        for (PersonIdKind kind : PersonIdKind.values()) {
            boolean mayBe = kind != PersonIdKind.LMA || mayBeLma(typed);
            PersonId.normalise(kind, typed, today)
                    .filter(id -> mayBe && id.isUsable())
                    .ifPresent(id -> hashes.add(hasher.hashPerson(kind.fhirSystem(), id.value())));
        }
        return hashes.isEmpty() ? Optional.empty() : Optional.of(String.join(".", hashes));
    }

    /** Nothing can be checked in an LMA number, so a number of ten or twelve digits is taken for a mistyped one of another series. */
    private static boolean mayBeLma(String typed) {
        long digits = typed.chars().filter(Character::isDigit).count();
        return LMA.matcher(typed.strip()).matches() && digits != 10 && digits != 12;
    }

    /** The hashes in a token; empty when it is none. */
    static Set<String> hashes(String token) {
        return TOKEN.matcher(token).matches() ? Set.of(token.split("\\.")) : Set.of();
    }
}
