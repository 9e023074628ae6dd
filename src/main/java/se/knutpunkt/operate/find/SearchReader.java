package se.knutpunkt.operate.find;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.MessageSearch;
import se.knutpunkt.ledger.SearchTerms;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.MessageState;

/**
 * Reads the parameters of a search. Each is held against a closed form or list before it comes near the ledger; what does not hold is
 * refused with its field and what would be right, all at once, and nothing is looked for.
 */
public final class SearchReader {

    /** The parameters, in the order of a permalink. */
    public static final List<String> PARAMETERS = List.of(
            "id", "episode", "person", "sender", "receiver", "event", "state", "delivery", "error", "from", "until");

    private static final int LONGEST = 200;
    private static final int PAGE = 50;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._:/+=@|#-]+");
    private static final Pattern ERROR = Pattern.compile("HUB-\\d{3}");

    private final Supplier<InForce> configuration;
    private final MessageSearch search;

    public SearchReader(Supplier<InForce> configuration, MessageSearch search) {
        this.configuration = configuration;
        this.search = search;
    }

    /**
     * @param given the parameters by name; those not known are refused, too
     * @param parties ids of the parties whose messages are seen; null for all
     */
    public SearchRequest read(Map<String, String> given, Set<String> parties) {
        return new Reading(given, parties).read();
    }

    private final class Reading {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<SearchProblem> problems = new ArrayList<>();
        private final Set<String> parties;
        private final InForce inForce = configuration.get();

        Reading(Map<String, String> given, Set<String> parties) {
            this.parties = parties;
            for (String name : PARAMETERS) {
                keep(name, given.get(name));
            }
            keep("before", given.get("before"));
            keep("limit", given.get("limit"));
            given.keySet().stream()
                    .filter(name -> !PARAMETERS.contains(name) && !name.equals("before") && !name.equals("limit"))
                    .forEach(name -> problem("?", "unknown-field", String.join(", ", PARAMETERS)));
        }

        private void keep(String name, String value) {
            if (value == null || value.isBlank()) {
                return;
            }
            String stripped = value.strip();
            if (stripped.length() > LONGEST && !name.equals("person")) {
                problem(name, "too-long", String.valueOf(LONGEST));
            } else if (!PLAIN.matcher(stripped).matches()) {
                problem(name, "malformed", "");
            } else {
                values.put(name, stripped);
            }
        }

        SearchRequest read() {
            Set<UUID> ids = values.containsKey("id") ? ids(values.get("id")) : null;
            Set<UUID> episodes = values.containsKey("episode") ? episodes(values.get("episode")) : null;
            Set<String> persons = values.containsKey("person") ? persons(values.get("person")) : Set.of();
            Who sender = who("sender");
            Who receiver = who("receiver");
            String event = event();
            MessageState state = word("state", MessageState.values());
            DeliveryState delivery = word("delivery", DeliveryState.values());
            String error = error();
            Instant from = time("from", false);
            Instant until = time("until", true);
            if (from != null && until != null && !from.isBefore(until)) {
                problem("until", "order", "");
            }
            UUID before = before();
            int limit = limit();
            Map<String, String> permalink = new LinkedHashMap<>(values);
            permalink.keySet().removeAll(Set.of("before", "limit"));
            SearchTerms terms = !problems.isEmpty()
                    ? null
                    : new SearchTerms(
                            ids,
                            episodes,
                            persons,
                            sender.systems(),
                            sender.units(),
                            receiver.systems(),
                            receiver.parties(),
                            // a party's deliveries name the party: the units it had then need not be those it has now
                            receiver.parties().isEmpty() ? receiver.units() : Set.of(),
                            event,
                            state,
                            delivery,
                            error,
                            from,
                            until,
                            scope());
            return new SearchRequest(terms, before, limit, permalink, problems);
        }

        private Set<UUID> ids(String id) {
            Optional<UUID> uuid = uuid(id);
            Set<UUID> found = new LinkedHashSet<>(uuid.map(search::findByUuid).orElse(Set.of()));
            if (found.isEmpty()) {
                found.addAll(search.findBySenderId(
                        id,
                        inForce.directory().listSystems().stream()
                                .map(HubSystem::id)
                                .toList()));
            }
            return found;
        }

        private Set<UUID> episodes(String episode) {
            Optional<UUID> uuid = uuid(episode);
            if (uuid.isPresent()) {
                return Set.of(uuid.get());
            }
            List<String> assigners = inForce.directory().listParties().stream()
                    .flatMap(party -> party.units().stream())
                    .map(unit -> unit.hsaId().value())
                    .toList();
            return Set.copyOf(search.findEpisodes(episode, assigners));
        }

        private Set<String> persons(String token) {
            Set<String> hashes = PersonTokens.hashes(token);
            if (hashes.isEmpty()) {
                problem("person", "person-token", "");
            }
            return hashes;
        }

        private Who who(String field) {
            String value = values.get(field);
            if (value == null) {
                return Who.ANYBODY;
            }
            Optional<Party> party = inForce.directory().findParty(value);
            if (party.isPresent()) {
                Set<String> units = units(party.get());
                // without units it has sent nothing: a unit of that name there is not
                return new Who(Set.of(), Set.of(value), units.isEmpty() ? Set.of(value) : units);
            }
            if (inForce.directory().findSystem(value).isPresent()) {
                return new Who(Set.of(value), Set.of(), Set.of());
            }
            Optional<HsaId> unit = HsaId.find(value);
            if (unit.isEmpty()) {
                problem(field, "unknown-party", "municipality-ale, SE2120001439-…");
                return Who.ANYBODY;
            }
            return new Who(Set.of(), Set.of(), Set.of(written(unit.get())));
        }

        /** As the party files write it, which is how the ledger has it; letters of an HSA-id may come in either case. */
        private String written(HsaId id) {
            return inForce.directory()
                    .findUnit(id)
                    .map(unit -> unit.hsaId().value())
                    .orElse(id.value());
        }

        private String event() {
            String value = values.getOrDefault("event", "");
            boolean known = value.isEmpty()
                    || inForce.catalogue().listEvents().stream()
                            .anyMatch(type -> type.code().equals(value));
            if (!known) {
                problem("event", "unknown", "");
            }
            return value;
        }

        private <E extends Enum<E>> E word(String field, E[] words) {
            String value = values.get(field);
            if (value == null) {
                return null;
            }
            Optional<E> found = Arrays.stream(words)
                    .filter(word -> word.name().equalsIgnoreCase(value))
                    .findFirst();
            if (found.isEmpty()) {
                problem(
                        field,
                        "unknown",
                        Arrays.stream(words)
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
            }
            return found.orElse(null);
        }

        private String error() {
            String value = values.getOrDefault("error", "").toUpperCase(Locale.ROOT);
            if (value.isEmpty()) {
                return value;
            }
            boolean known = ERROR.matcher(value).matches()
                    && Stream.of(ErrorCode.values())
                            .anyMatch(code -> code.number().equals(value));
            if (!known) {
                problem("error", "unknown", "HUB-504");
            }
            return value;
        }

        private Instant time(String field, boolean end) {
            String value = values.get(field);
            if (value == null) {
                return null;
            }
            Optional<Instant> read = SearchTime.read(value, end);
            if (read.isEmpty()) {
                problem(field, "malformed", "2026-11-24, 2026-11-24T17:00");
            }
            return read.orElse(null);
        }

        private UUID before() {
            String value = values.get("before");
            if (value == null) {
                return null;
            }
            Optional<UUID> read = uuid(value);
            if (read.isEmpty()) {
                problem("before", "malformed", "");
            }
            return read.orElse(null);
        }

        private int limit() {
            String value = values.getOrDefault("limit", String.valueOf(PAGE));
            if (!value.matches("\\d{1,3}")
                    || Integer.parseInt(value) < 1
                    || Integer.parseInt(value) > MessageFinder.LARGEST_PAGE) {
                problem("limit", "malformed", "1-" + MessageFinder.LARGEST_PAGE);
                return PAGE;
            }
            return Integer.parseInt(value);
        }

        private SearchTerms.PartyScope scope() {
            if (parties == null) {
                return null;
            }
            Set<String> units = parties.stream()
                    .flatMap(id -> inForce.directory().findParty(id).stream())
                    .flatMap(party -> units(party).stream())
                    .collect(Collectors.toSet());
            return new SearchTerms.PartyScope(parties, units);
        }

        private void problem(String field, String reason, String allowed) {
            problems.add(new SearchProblem(field, reason, allowed));
        }
    }

    private record Who(Set<String> systems, Set<String> parties, Set<String> units) {
        static final Who ANYBODY = new Who(Set.of(), Set.of(), Set.of());
    }

    private static Set<String> units(Party party) {
        return party.units().stream().map(Unit::hsaId).map(HsaId::value).collect(Collectors.toSet());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
