package se.knutpunkt.directory;

import java.util.List;
import se.knutpunkt.directory.service.ServiceProfile;

/**
 * What parties take part in together.
 *
 * @param id the stem of its file
 * @param sv Swedish name
 * @param en English name
 * @param documents ids of the documents that allow its flows
 * @param profile what the steering group keeps of it
 */
public record Service(String id, String sv, String en, List<String> documents, ServiceProfile profile) {

    public Service {
        documents = List.copyOf(documents);
    }
}
