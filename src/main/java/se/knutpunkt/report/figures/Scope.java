package se.knutpunkt.report.figures;

import java.util.Comparator;

/**
 * What a figure is of. Empty parts mean all: the scope with none is the whole hub.
 *
 * @param service id of a service
 * @param party id of a party, such as {@code municipality-ale}; of a subregion {@code subregion:} and its name
 * @param item what the figure is split by, as its definition says: an event, a cause, an incident's number
 */
public record Scope(String service, String party, String item) implements Comparable<Scope> {

    public static final Scope WHOLE = new Scope("", "", "");

    private static final String SUBREGION = "subregion:";
    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::service).thenComparing(Scope::party).thenComparing(Scope::item);

    public static Scope ofService(String service) {
        return new Scope(service, "", "");
    }

    public static Scope ofParty(String party) {
        return new Scope("", party, "");
    }

    public static Scope ofSubregion(String name) {
        return ofParty(SUBREGION + name);
    }

    public static Scope ofItem(String item) {
        return new Scope("", "", item);
    }

    public boolean isWhole() {
        return service.isEmpty() && party.isEmpty() && item.isEmpty();
    }

    public boolean isSubregion() {
        return party.startsWith(SUBREGION);
    }

    /**
     * Which parts are set, as the catalogue writes it: {@code whole}, {@code service}, {@code party}, {@code subregion},
     * {@code party-item} and so on.
     */
    public String shape() {
        StringBuilder shape = new StringBuilder();
        append(shape, service, "service");
        append(shape, party, isSubregion() ? "subregion" : "party");
        append(shape, item, "item");
        return shape.length() == 0 ? "whole" : shape.toString();
    }

    private static void append(StringBuilder shape, String part, String name) {
        if (!part.isEmpty()) {
            shape.append(shape.length() == 0 ? "" : "-").append(name);
        }
    }

    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }
}
