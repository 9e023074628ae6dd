package se.knutpunkt.simulate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.Ids;

/**
 * Makes a given number of episodes out of the templates. The same seed, clock and identifiers give the same episodes. Every
 * municipality takes part once before population decides who comes next.
 */
public final class EpisodeExpander {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final TrafficScript script;
    private final AddressBook book;
    private final Ids ids;
    private final Clock clock;

    public EpisodeExpander(TrafficScript script, AddressBook book, Ids ids, Clock clock) {
        this.script = script;
        this.book = book;
        this.ids = ids;
        this.clock = clock;
    }

    public List<PlannedEpisode> expand(int count, long seed) {
        Random random = new Random(seed);
        PatientPicker patients = new PatientPicker(script, random);
        MunicipalityPicker municipalities = new MunicipalityPicker(book.municipalities(), random);
        List<PlannedEpisode> episodes = new ArrayList<>();
        for (EpisodeTemplate template : templates(count, random)) {
            SimulatedMunicipality home =
                    municipalities.pick(template.wrong(), candidate -> canPlay(candidate, template));
            boolean defaults = template.steps().get(0).to().isEmpty();
            Cast cast = cast(home, random, defaults, template.adt());
            episodes.add(expand(template, cast, patients.pick(template.persons(), home), random));
        }
        return episodes;
    }

    /** The part of the hospitals' ADT streams that concerns nobody, per system that sends one. */
    public List<PlannedMessage> expandStream(int count, long seed) {
        Random random = new Random(seed);
        PatientPicker patients = new PatientPicker(script, random);
        MunicipalityPicker municipalities = new MunicipalityPicker(book.municipalities(), random);
        List<PlannedMessage> stream = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedMunicipality home = municipalities.pick(true, any -> true);
            Cast cast = cast(home, random, true, true);
            EventBuilder builder = new EventBuilder(script, cast, patients.pick("", home));
            builder.admit(now().minusHours(2L + random.nextInt(100)), visitNumber());
            String trigger = script.stream().get(random.nextInt(script.stream().size()));
            EpisodeTemplate.Step step = new EpisodeTemplate.Step(
                    "", "", "", trigger, "", "hospital", List.of(), "PT1H", List.of(), false, null, null, null);
            stream.add(message(PlannedMessage.STREAM + " " + trigger, step, cast, 0, builder, false, random));
        }
        return stream;
    }

    /** Those that come every so many episodes, and the others by weight; in an order that mixes them. */
    private List<EpisodeTemplate> templates(int count, Random random) {
        List<EpisodeTemplate> chosen = new ArrayList<>();
        List<EpisodeTemplate> weighted = new ArrayList<>();
        for (EpisodeTemplate template : script.templates()) {
            if (template.every() > 0) {
                chosen.addAll(Collections.nCopies(Math.max(1, count / template.every()), template));
            }
            weighted.addAll(Collections.nCopies(template.weight(), template));
        }
        while (chosen.size() < count) {
            chosen.add(weighted.get(random.nextInt(weighted.size())));
        }
        List<EpisodeTemplate> played = new ArrayList<>(chosen.subList(0, count));
        Collections.shuffle(played, random);
        return played;
    }

    /** True when the municipality's own units take what the template sends to them by name. */
    private boolean canPlay(SimulatedMunicipality home, EpisodeTemplate template) {
        return template.steps().stream()
                .allMatch(step -> book.units().stream()
                        .filter(unit -> unit.partyId().equals(home.partyId()))
                        .filter(unit -> step.to().stream().anyMatch(unit.roles()::contains))
                        .allMatch(unit -> unit.takes(step.event())));
    }

    private PlannedEpisode expand(EpisodeTemplate template, Cast cast, Patient patient, Random random) {
        EventBuilder builder = new EventBuilder(script, cast, patient);
        ZonedDateTime admitted = now().minusDays(template.days()).minusMinutes(random.nextInt(600));
        builder.admit(admitted, visitNumber());
        List<PlannedMessage> messages = new ArrayList<>();
        int stay = 0;
        for (EpisodeTemplate.Step step : template.steps()) {
            if (step.newEpisode()) {
                stay++;
                builder.admit(admitted.plusDays(template.days() / 2), visitNumber());
            }
            boolean last = messages.size() == template.steps().size() - 1;
            String place = template.id() + " " + (messages.size() + 1) + " " + step.event() + step.trigger();
            messages.add(message(place, step, cast, stay, builder, template.wrong() && last, random));
        }
        return new PlannedEpisode(template.id(), cast.municipality(), messages);
    }

    private PlannedMessage message(
            String place,
            EpisodeTemplate.Step step,
            Cast cast,
            int stay,
            EventBuilder builder,
            boolean wrong,
            Random random) {
        boolean hl7 = !step.trigger().isEmpty();
        ObjectNode event = builder.build(step, ids.next().toString(), random.nextInt(900));
        if (hl7) {
            event.putObject("adt")
                    .put("trigger", step.trigger())
                    .put("judgement", step.judgement())
                    .put("municipality", cast.municipality().code());
        }
        step.put().forEach((pointer, value) -> put(event, pointer, value));
        step.remove().forEach(pointer -> remove(event, pointer));
        SimulatedSystem system = cast.system(step.from(), hl7);
        List<Format> formats = system.listEventFormats();
        Format format = hl7 ? Format.HL7_V2 : formats.get(random.nextInt(formats.size()));
        return new PlannedMessage(place, system, hl7 ? "adt" : Cast.role(step.from()), format, stay, event, wrong);
    }

    private static void put(ObjectNode event, String pointer, JsonNode value) {
        JsonPointer where = JsonPointer.compile(pointer);
        JsonNode parent = event.at(where.head());
        if (parent instanceof ObjectNode object) {
            object.set(where.last().getMatchingProperty(), value);
        } else {
            throw TrafficFiles.defect("test-data/traffic/episodes", "nothing to put at " + pointer);
        }
    }

    private static void remove(ObjectNode event, String pointer) {
        JsonPointer where = JsonPointer.compile(pointer);
        if (!(event.at(where.head()) instanceof ObjectNode parent)
                || parent.remove(where.last().getMatchingProperty()) == null) {
            throw TrafficFiles.defect("test-data/traffic/episodes", "nothing to remove at " + pointer);
        }
    }

    private Cast cast(SimulatedMunicipality home, Random random, boolean defaults, boolean adt) {
        List<String> catchment = script.catchment().getOrDefault(home.subregion(), List.of());
        return new Cast(book, home, catchment, random, defaults, adt);
    }

    private ZonedDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZONE);
    }

    /** Of its own for every run: the hub remembers the numbers of earlier ones. */
    private String visitNumber() {
        return "VT" + ids.next().toString().replace("-", "").substring(16);
    }
}
