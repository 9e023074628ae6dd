package se.knutpunkt.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The identities that are known to belong to nobody: numbers quoted in the list beside this class, and those the published
 * test series covers day by day. No rule of range tells a test number; only membership does.
 */
public final class TestIdentities {

    /** A quoted identity and the group it stands in, such as {@code women} or {@code sekretessmarkering}. */
    public record Quoted(PersonId id, String group) {}

    /** Years in which every date with birth number 238 (woman) and 239 (man) is a published test personnummer. */
    private static final Set<Integer> WHOLE_YEARS = Set.of(
            1977, 1978, 1979, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1991, 1992, 1993, 1994, 1995, 1996, 1997,
            1998, 1999, 2003, 2004, 2006, 2008, 2009, 2012, 2013);
    /** The same for samordningsnummer. */
    private static final Set<Integer> WHOLE_COORDINATION_YEARS = Set.of(2025, 2026);

    private static final Map<PersonId, Quoted> QUOTED = read();

    private TestIdentities() {}

    public static boolean isListed(PersonId id) {
        return QUOTED.containsKey(id) || isComputed(id) || isSyntheticReserve(id);
    }

    /** The quoted identities in the order of their list: the elderly first. */
    public static List<Quoted> listQuoted() {
        return List.copyOf(QUOTED.values());
    }

    /** The test number of a person born that day; empty in the years whose test series has gaps. */
    public static Optional<PersonId> compute(PersonIdKind kind, LocalDate born, boolean woman) {
        int addedToDay = kind == PersonIdKind.SAMORDNINGSNUMMER ? 60 : 0;
        if (!wholeYears(kind).contains(born.getYear())) {
            return Optional.empty();
        }
        String head = "%04d%02d%02d%s"
                .formatted(
                        born.getYear(), born.getMonthValue(), born.getDayOfMonth() + addedToDay, woman ? "238" : "239");
        return Optional.of(new PersonId(kind, head + Luhn.checkDigit(head.substring(2))));
    }

    private static boolean isComputed(PersonId id) {
        return id.findBirthDate()
                .flatMap(born -> compute(id.kind(), born, id.value().charAt(10) == '8'))
                .filter(id::equals)
                .isPresent();
    }

    /**
     * A reserve number of VGR's, Stockholm's or Carelink's form whose year no living patient can have: before 1900 or from 2100.
     * No published series exists for these, so a number that cannot be in use is the only safe one to test with. National
     * reserve numbers and LMA numbers are known only where quoted: neither carries a check we could compute.
     */
    private static boolean isSyntheticReserve(PersonId id) {
        int from = id.kind() == PersonIdKind.STOCKHOLM_RESERVE ? 2 : 0;
        return switch (id.kind()) {
            case VGR_RESERVE, STOCKHOLM_RESERVE, CARELINK_RESERVE ->
                id.isUsable() && !isLifetime(PersonIdRules.number(id.value(), from, from + 4));
            case PERSONNUMMER, SAMORDNINGSNUMMER, NATIONAL_RESERVE, LMA -> false;
        };
    }

    private static boolean isLifetime(int year) {
        return year >= 1900 && year < 2100;
    }

    private static Set<Integer> wholeYears(PersonIdKind kind) {
        return switch (kind) {
            case PERSONNUMMER -> WHOLE_YEARS;
            case SAMORDNINGSNUMMER -> WHOLE_COORDINATION_YEARS;
            default -> Set.of();
        };
    }

    private static Map<PersonId, Quoted> read() {
        Map<PersonId, Quoted> quoted = new LinkedHashMap<>();
        try (InputStream file = TestIdentities.class.getResourceAsStream("test-identities.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" "))
                    .forEach(part -> {
                        PersonId id =
                                new PersonId(PersonIdKind.findByCode(part[0]).orElseThrow(), part[1]);
                        quoted.put(id, new Quoted(id, part[2]));
                    });
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.INTERNAL, "test-identities.txt", "", unreadable);
        }
        return quoted;
    }
}
