package se.knutpunkt.report.governance;

import java.util.List;
import se.knutpunkt.report.Remark;

/**
 * What one flow rests on.
 *
 * @param kind what names the documents
 * @param id of the service, the event with its version, or the system
 * @param documents ids of the documents it names
 * @param remarks what these documents lack
 * @param sound true when one of them is valid the whole quarter, not replaced, and decided by a body that may decide
 */
public record FlowGround(Kind kind, String id, List<String> documents, List<Remark> remarks, boolean sound) {

    /** What names the documents. */
    public enum Kind {
        SERVICE,
        MESSAGE_TYPE,
        ADAPTER
    }

    public FlowGround {
        documents = List.copyOf(documents);
        remarks = remarks.stream().distinct().sorted().toList();
    }
}
