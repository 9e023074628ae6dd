package se.knutpunkt.report.governance;

import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.report.Remark;

/**
 * What flows rest on in a quarter.
 *
 * @param flows services, message types and adapters, each in order of id
 * @param additions what holds for a part of the county only
 * @param documentRemarks what is to be said of documents, changes and additions themselves
 */
public record GovernanceReport(List<FlowGround> flows, List<LocalAddition> additions, List<Remark> documentRemarks) {

    public GovernanceReport {
        flows = List.copyOf(flows);
        additions = List.copyOf(additions);
        documentRemarks = documentRemarks.stream().distinct().sorted().toList();
    }

    /** The flows without a document that is valid and decided by a body that may decide. */
    public List<FlowGround> listUnsound() {
        return flows.stream().filter(flow -> !flow.sound()).toList();
    }

    /** All remarks, in order. */
    public List<Remark> remarks() {
        List<Remark> all = new ArrayList<>(documentRemarks);
        flows.forEach(flow -> all.addAll(flow.remarks()));
        return all.stream().distinct().sorted().toList();
    }
}
