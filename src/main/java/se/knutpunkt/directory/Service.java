package se.knutpunkt.directory;

import java.util.List;

/**
 * What parties take part in together.
 *
 * @param id the stem of its file
 * @param sv Swedish name
 * @param en English name
 * @param documents ids of the documents that allow its flows
 */
public record Service(String id, String sv, String en, List<String> documents) {

    public Service {
        documents = List.copyOf(documents);
    }
}
