package se.knutpunkt.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;
import se.knutpunkt.message.TestIdentities;

/**
 * Makes up patients under listed test identities and no others: the elderly first, each once, and adults of the years that
 * the published series covers day by day when the list is used up.
 */
final class PatientPicker {

    private static final Set<String> ELDERLY = Set.of("women", "men", "centenarians", "full-date");
    private static final LocalDate FIRST_COMPUTED = LocalDate.of(1977, 1, 1);
    private static final int COMPUTED_DAYS = 3 * 365;

    private final TrafficScript script;
    private final Random random;
    private final Map<String, List<PersonId>> groups = new HashMap<>();
    private final List<PersonId> unused = new ArrayList<>();
    private int computed;
    private int taken;

    PatientPicker(TrafficScript script, Random random) {
        this.script = script;
        this.random = random;
        List<PersonId> later = new ArrayList<>();
        for (TestIdentities.Quoted quoted : TestIdentities.listQuoted()) {
            groups.computeIfAbsent(quoted.group(), group -> new ArrayList<>()).add(quoted.id());
            groups.computeIfAbsent(quoted.id().kind().code(), kind -> new ArrayList<>())
                    .add(quoted.id());
            if (ELDERLY.contains(quoted.group())) {
                unused.add(quoted.id());
            } else if (quoted.group().equals("later")) {
                later.add(quoted.id());
            }
        }
        Collections.shuffle(unused, random);
        unused.addAll(later);
    }

    Patient pick(String group, SimulatedMunicipality municipality) {
        PersonId id = group.isEmpty() ? next() : pickFrom(group);
        boolean woman = (id.value().charAt(10) - '0') % 2 == 0;
        String protection = switch (group) {
            case "sekretessmarkering" -> "sekretessmarkering";
            case "skyddad-folkbokforing" -> "skyddadFolkbokforing";
            default -> "";
        };
        return new Patient(
                id,
                any(woman ? script.women() : script.men()),
                any(script.families()),
                woman,
                any(script.streets()) + " " + (1 + random.nextInt(60)),
                "070-17406" + (10 + random.nextInt(90)),
                protection,
                municipality);
    }

    private PersonId pickFrom(String group) {
        List<PersonId> ids = groups.getOrDefault(group, List.of());
        if (ids.isEmpty()) {
            throw TrafficFiles.defect("test-data/traffic/episodes", "no identities in group " + group);
        }
        return ids.get(taken++ % ids.size());
    }

    private PersonId next() {
        return unused.isEmpty() ? compute() : unused.remove(0);
    }

    private PersonId compute() {
        LocalDate born = FIRST_COMPUTED.plusDays(computed / 2 * 7L % COMPUTED_DAYS);
        return TestIdentities.compute(PersonIdKind.PERSONNUMMER, born, computed++ % 2 == 0)
                .orElseThrow();
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
