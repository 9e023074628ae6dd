package se.knutpunkt.directory.governance;

import java.util.List;

/**
 * What a layer of connection values rests on.
 *
 * @param layer id of the layer
 * @param kind county, vendor, subregion or local
 * @param name its name, Swedish
 * @param why why it differs from the wider layer, Swedish
 * @param documents ids of the documents that allow the connections that extend it
 * @param addsTo id of the county rule that a layer of a subregion or a party adds to; empty where none is named
 */
public record ConnectionRule(
        String layer, String kind, String name, String why, List<String> documents, String addsTo) {

    public ConnectionRule {
        documents = List.copyOf(documents);
    }

    /** True when it holds for a part of the county only. */
    public boolean isLocalAddition() {
        return kind.equals("subregion") || kind.equals("local");
    }
}
